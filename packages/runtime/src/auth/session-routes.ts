import { appendAudit } from '../audit/audit.ts'
import { notFound } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { isId } from '../kernel/take-values.ts'

type SessionRow = {
  readonly id: string
  readonly createdAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
  readonly address: string | null
  readonly agent: string | null
}

/** Where one is signed in, and signing out there: everybody about themselves. */
export function sessionRoutes(installation: Installation): readonly Route[] {
  const { pool, signIn, authenticate } = installation
  const current = async (headers: Headers): Promise<string | undefined> =>
    headers.has('authorization') ? undefined : (await signIn.sessionOf(headers))?.id
  return [
    defineRoute({
      method: 'GET',
      path: '/mine/sessions',
      summary: 'Where I am signed in',
      access: 'signedIn',
      answers: { 200: '{sessions: [{id, createdAt, seenAt, expiresAt, address, agent, current}]}, the latest first' },
      handle: async ({ context, headers }) => {
        const { rows } = await pool.query<SessionRow>(
          `select id, "createdAt", "updatedAt" as "seenAt", "expiresAt", nullif("ipAddress", '') as address, nullif("userAgent", '') as agent
           from auth.session where "userId"::text = $1 and "expiresAt" > now() order by "updatedAt" desc, id limit 200`,
          [context.reader.user],
        )
        const own = await current(headers)
        return { status: 200, json: { sessions: rows.map((row) => ({ ...row, current: row.id === own })) } }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/mine/sessions/:id',
      summary: 'Sign out somewhere',
      access: 'signedIn',
      answers: { 204: 'Signed out there' },
      handle: async ({ context, params }) => {
        const id = params['id'] ?? ''
        if (!isId(id)) return { status: 404, problems: [notFound] }
        const { rowCount } = await pool.query('delete from auth.session where id::text = $1 and "userId"::text = $2', [
          id,
          context.reader.user,
        ])
        authenticate.forget()
        return rowCount === 1 ? { status: 204 } : { status: 404, problems: [notFound] }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/mine/sessions/end-others',
      summary: 'Sign out everywhere but here',
      access: 'signedIn',
      answers: { 200: '{ended}: in how many places' },
      handle: async ({ context, headers }) => {
        const own = await current(headers)
        const { rowCount } = await pool.query(
          'delete from auth.session where "userId"::text = $1 and ($2::text is null or id::text <> $2)',
          [context.reader.user, own ?? null],
        )
        authenticate.forget()
        if ((rowCount ?? 0) > 0)
          await appendAudit(pool, context, [
            { kind: 'sessionsEnded', user: context.reader.user ?? '', details: { ended: rowCount ?? 0 } },
          ])
        return { status: 200, json: { ended: rowCount ?? 0 } }
      },
    }),
  ]
}
