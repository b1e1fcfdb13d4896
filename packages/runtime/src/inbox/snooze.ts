import type { Problem } from '@atelier/rules'
import pg from 'pg'
import { defineRoute, type JsonSchema, type Route } from '../http/route.ts'
import { isId } from '../kernel/take-values.ts'
import type { Context } from '../workspace/workspace.ts'
import { announceInbox } from './announce-inbox.ts'

export type SnoozeKind = 'approval' | 'task'
const kinds: readonly string[] = ['approval', 'task'] satisfies readonly SnoozeKind[]

const table = ({ workspace }: Context): string => `${pg.escapeIdentifier(workspace.schema)}.snooze`

/** Until when the caller has put things aside, by id; what is due again is not among them. */
export async function snoozedUntil(context: Context, kind: SnoozeKind): Promise<ReadonlyMap<string, string>> {
  if (context.reader.user === undefined) return new Map()
  const { rows } = await context.workspace.pool.query<{ item: string; until: Date }>(
    `select item::text as item, until from ${table(context)} where person = $1 and kind = $2 and until > $3`,
    [context.reader.user, kind, context.now],
  )
  return new Map(rows.map(({ item, until }) => [item, until.toISOString()]))
}

/** Parts what waits now from what was put aside. */
export function splitSnoozed<Item extends { readonly id?: unknown }>(
  items: readonly Item[],
  snoozed: ReadonlyMap<string, string>,
): { readonly now: readonly Item[]; readonly later: readonly (Item & { readonly until: string })[] } {
  const untilOf = (item: Item): string | undefined => snoozed.get(String(item.id))
  return {
    now: items.filter((item) => untilOf(item) === undefined),
    later: items.flatMap((item) => {
      const until = untilOf(item)
      return until === undefined ? [] : [{ ...item, until }]
    }),
  }
}

const body: JsonSchema = {
  type: 'object',
  properties: {
    kind: { enum: kinds },
    id: { type: 'string', maxLength: 36 },
    until: {
      anyOf: [{ type: 'string', maxLength: 40 }, { type: 'null' }],
      description: 'An instant; null brings it back now',
    },
  },
  required: ['kind', 'id', 'until'],
  additionalProperties: false,
}

type Asked = { readonly kind: string; readonly id: string; readonly until: string | null }
const asked = (value: unknown): Asked => {
  const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  return {
    kind: String(given['kind']),
    id: String(given['id']),
    until: typeof given['until'] === 'string' ? given['until'] : null,
  }
}

const notAnId: Problem = {
  code: 'wrong_type',
  path: '/id',
  message: { en: 'This must be an id.', 'zh-CN': '此处应为一个 id。' },
}
const notSoon: Problem = {
  code: 'out_of_range',
  path: '/until',
  message: { en: 'This must be an instant within the next year.', 'zh-CN': '此处应为一年之内的时刻。' },
}

/** A year is as far as anybody puts something aside. */
const longest = 366 * 86_400_000

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** Putting something in one's own inbox aside until later. */
export const snoozeRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/inbox/snooze',
    summary: 'Put an approval or a task in my inbox aside until later, or bring it back',
    access: 'signedIn',
    body,
    bodyRequired: true,
    answers: { 204: 'It is put aside, or back' },
    handle: async ({ context, body: given }) => {
      const { kind, id, until } = asked(given)
      const { user } = context.reader
      if (!isId(id)) return { status: 400, problems: [notAnId] }
      const at = until === null ? undefined : Date.parse(until)
      const { now } = context
      const late = at !== undefined && !(at > now.getTime() && at < now.getTime() + longest)
      if (until !== null && (late || !instant.test(until))) return { status: 422, problems: [notSoon] }
      await context.workspace.pool.query(
        until === null
          ? `delete from ${table(context)} where person = $1 and kind = $2 and item = $3`
          : `insert into ${table(context)} (person, kind, item, until) values ($1, $2, $3, $4)
             on conflict (person, kind, item) do update set until = excluded.until`,
        [user, kind, id, ...(until === null ? [] : [until])],
      )
      await context.workspace.pool.query(`delete from ${table(context)} where person = $1 and until <= $2`, [user, now])
      if (user !== undefined) announceInbox(context.workspace, [user])
      return { status: 204 }
    },
  }),
]
