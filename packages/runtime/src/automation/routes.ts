import type { Label } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import { automatedEntities, automationsOf } from '@atelier/workflow'
import pg from 'pg'
import { notFound } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { isId } from '../kernel/take-values.ts'
import type { Context } from '../workspace/workspace.ts'

type RunRow = {
  readonly id: string
  readonly automation: string
  readonly entity: string
  readonly record: string
  readonly revision: number
  readonly trigger: unknown
  readonly depth: number
  readonly at: Date
  readonly state: string
  readonly effects: unknown
  readonly problems: readonly Problem[]
}

const textOf = (label: Label | undefined, language: string, fallback: string): string =>
  label === undefined
    ? fallback
    : typeof label === 'string'
      ? label
      : (label[language] ?? Object.values(label)[0] ?? fallback)

/** Keys and names of what runs by itself, by id. */
function known(context: Context): ReadonlyMap<string, { readonly key: string; readonly label: string }> {
  const { model } = context.generation
  const all = automatedEntities(model).flatMap((entity) => automationsOf(model, entity))
  return new Map(all.map(({ id, key, label }) => [id, { key, label: textOf(label, context.language, key) }]))
}

/** What automations have done and why, for administrators. */
export function automationRoutes(): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/runs',
      summary: 'Runs of automations, newest first, with what each did or what stopped it',
      access: { may: 'audit' },
      query: {
        automation: {
          type: 'string',
          description: 'Key of an automation, or of a pipeline for the steps of its stages',
        },
        record: { type: 'string', description: 'Id of a record' },
        state: { type: 'string', description: 'done, failed or stopped', values: ['done', 'failed', 'stopped'] },
        limit: { type: 'integer', description: 'At most so many (50)', minimum: 1, maximum: 500 },
        after: { type: 'string', description: '`next` of the page before' },
      },
      answers: { 200: 'A page of runs, and how many events were put aside after failing again and again' },
      handle: async ({ context, query }) => {
        const { automation, record, state, after } = query
        if ((record !== undefined && !isId(record)) || (after !== undefined && !isId(after)))
          return {
            status: 400,
            problems: [{ code: 'wrong_type', path: '', message: { en: 'Ids are UUIDs.', 'zh-CN': '标识应为 UUID。' } }],
          }
        const names = known(context)
        const ids =
          automation === undefined
            ? null
            : [...names].flatMap(([id, { key }]) => (key === automation || id === automation ? [id] : []))
        if (ids?.length === 0) return { status: 404, problems: [notFound] }
        const limit = Number(query['limit'] ?? '50')
        const s = pg.escapeIdentifier(context.workspace.schema)
        const { rows } = await context.workspace.pool.query<RunRow>(
          `select id, automation, entity, record, revision, trigger, depth, at, state, effects, problems from ${s}.run
           where ($1::text[] is null or automation = any($1)) and ($2::uuid is null or record = $2) and ($3::text is null or state = $3)
             and ($4::uuid is null or id < $4) order by id desc limit $5`,
          [ids, record ?? null, state ?? null, after ?? null, limit + 1],
        )
        const parked = await context.workspace.pool.query<{ n: number }>(
          `select count(*)::int as n from ${s}.work where parked`,
        )
        const entities = new Map([...context.generation.model.entities.values()].map(({ id, key }) => [id, key]))
        const page = rows.slice(0, limit)
        return {
          status: 200,
          json: {
            runs: page.map((row) => ({
              id: row.id,
              automation: names.get(row.automation)?.key ?? row.automation,
              label: names.get(row.automation)?.label ?? row.automation,
              entity: entities.get(row.entity) ?? row.entity,
              record: row.record,
              revision: row.revision,
              trigger: row.trigger,
              depth: row.depth,
              at: row.at.toISOString(),
              state: row.state,
              effects: row.effects,
              problems: row.problems.map(({ code, field, message }) => ({
                code,
                ...(field === undefined ? {} : { field }),
                message: message[context.language],
              })),
            })),
            next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
            parked: parked.rows[0]?.n ?? 0,
          },
        }
      },
    }),
  ]
}
