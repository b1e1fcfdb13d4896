import pg from 'pg'
import { auditKinds } from '../audit/audit.ts'
import { notFound } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { explain, readAction } from './explain.ts'

/** Why somebody can or cannot see or do something, and what administrators did: for administrators. */
export function explainRoutes(): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/explain/access',
      summary: 'Why a person may or may not see or do something',
      access: { may: 'manageUsers' },
      query: {
        user: { type: 'string', description: 'Id of the user.' },
        entity: { type: 'string', description: 'Key of the entity.' },
        id: { type: 'string', description: 'Id of a record.' },
        field: { type: 'string', description: 'Key of a field.' },
        action: {
          type: 'string',
          description: 'What is to be done; read when left out.',
          values: ['read', 'create', 'update', 'delete', 'export', 'import', 'assign', 'convert'],
        },
      },
      answers: { 200: 'The answer and its reasons' },
      handle: async ({ context, query }) => {
        const reader = await context.workspace.reader(query['user'] ?? '')
        const entity = query['entity'] ?? ''
        const { model } = context.generation
        if (!reader || !model.entities.has(entity)) return { status: 404, problems: [notFound] }
        return {
          status: 200,
          json: await explain(context, reader, {
            entity,
            action: readAction(query['action']),
            id: query['id'],
            field: query['field'],
          }),
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/audit',
      summary: 'Sign-ins, rights, keys, exports and publishes, newest first',
      access: { may: 'audit' },
      query: {
        kind: { type: 'string', description: 'One kind only.', values: auditKinds },
        user: { type: 'string', description: 'About this user only.' },
        limit: { type: 'integer', description: 'How many at most.', minimum: 1, maximum: 500 },
        after: { type: 'integer', description: 'Number of the last entry of the previous page.', minimum: 0 },
      },
      answers: { 200: 'Entries' },
      handle: async ({ context, query }) => {
        const limit = Number(query['limit'] ?? 50)
        const { rows } = await context.workspace.pool.query<{ seq: number }>(
          `select seq, id, kind, at, by, record as "user", via, request, revision, changes from ${pg.escapeIdentifier(context.workspace.schema)}.event
           where kind = any($1) and ($2::text is null or kind = $2) and ($3::text is null or record::text = $3) and ($4::bigint is null or seq < $4)
           order by seq desc limit $5`,
          [auditKinds, query['kind'] ?? null, query['user'] ?? null, query['after'] ?? null, limit + 1],
        )
        const { users } = await context.workspace.directory()
        const person = (id: unknown): unknown =>
          typeof id === 'string' ? { id, label: users.get(id)?.name ?? '' } : null
        const page = rows.slice(0, limit).map((row) => ({
          ...row,
          by: person('by' in row ? row.by : null),
          user: person('user' in row ? row.user : null),
        }))
        return {
          status: 200,
          json: { entries: page, next: rows.length > limit ? String(page.at(-1)?.seq ?? '') : null },
        }
      },
    }),
  ]
}
