import { compileGet, compileLabels } from '@atelier/records'
import pg from 'pg'
import { defineRoute, type Route } from '../http/route.ts'
import { asReader } from '../kernel/session.ts'
import { missing, poolSession, recordAt } from '../records/answers.ts'
import type { Context } from '../workspace/workspace.ts'

/** More are counted, not named. */
const namedAtMost = 50

type Place = NonNullable<ReturnType<typeof recordAt>>

/** The record of a call, when the reader sees it. */
async function seenAt(
  context: Context,
  params: Readonly<Record<string, string | undefined>>,
): Promise<Place | undefined> {
  const at = recordAt(context, params)
  if (at === undefined || at.entity.origin.kind !== 'drawn') return undefined
  const found = compileGet(asReader(context), { entity: at.entity.key, id: at.id, fields: ['id'] })
  return found.ok && (await poolSession(context).text(found.statement)) !== 'null' ? at : undefined
}

const tableOf = ({ workspace }: Context): string => `${pg.escapeIdentifier(workspace.schema)}.follow`

/** Whether I follow the record, and who does, as far as I may see people. */
async function stateOf(context: Context, { id }: Place): Promise<unknown> {
  const session = poolSession(context)
  const rows = await session.run(`select person from ${tableOf(context)} where record = $1 limit 500`, [id])
  const people = rows.map((row) => String(row['person']))
  const labels = await session.json<Readonly<Record<string, string>>>(
    compileLabels(asReader(context), { entity: 'user', ids: people.slice(0, namedAtMost) }),
  )
  return {
    following: context.reader.user !== undefined && people.includes(context.reader.user),
    followers: Object.entries(labels).map(([person, label]) => ({ id: person, label })),
  }
}

const read = defineRoute({
  method: 'GET',
  path: '/records/:entity/:id/follow',
  summary: 'Whether I follow a record, and who else does',
  access: 'signedIn',
  answers: { 200: '{following, followers: [{id, label}]}' },
  handle: async ({ context, params }) => {
    const at = await seenAt(context, params)
    return at === undefined ? missing : { status: 200, json: await stateOf(context, at) }
  },
})

const follow = defineRoute({
  method: 'PUT',
  path: '/records/:entity/:id/follow',
  summary: 'Follow a record: its changes come into my inbox',
  access: 'signedIn',
  answers: { 200: '{following, followers: [{id, label}]}' },
  handle: async ({ context, params }) => {
    const at = await seenAt(context, params)
    if (at === undefined || context.reader.user === undefined) return missing
    await poolSession(context).run(
      `insert into ${tableOf(context)} (person, entity, record) values ($1, $2, $3) on conflict do nothing`,
      [context.reader.user, at.entity.id, at.id],
    )
    return { status: 200, json: await stateOf(context, at) }
  },
})

const unfollow = defineRoute({
  method: 'DELETE',
  path: '/records/:entity/:id/follow',
  summary: 'Follow a record no longer',
  access: 'signedIn',
  answers: { 200: '{following, followers: [{id, label}]}' },
  handle: async ({ context, params }) => {
    const at = await seenAt(context, params)
    if (at === undefined || context.reader.user === undefined) return missing
    await poolSession(context).run(`delete from ${tableOf(context)} where person = $1 and record = $2`, [
      context.reader.user,
      at.id,
    ])
    return { status: 200, json: await stateOf(context, at) }
  },
})

/** Calls about who wants to hear of a record's changes. */
export const followRoutes: readonly Route[] = [read, follow, unfollow]
