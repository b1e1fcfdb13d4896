import { appendAudit } from '../audit/audit.ts'
import { endSessions } from '../auth/accounts.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { sessionOn } from '../kernel/session.ts'
import { personToActFor } from './invitation-routes.ts'

const may = { may: 'manageUsers' } as const

type AccessRow = {
  readonly user: string
  readonly password: boolean
  readonly twoFactor: boolean
  readonly invitedUntil: Date | null
  readonly sessions: number
  readonly seenAt: Date | null
}

/** How people sign in, and helping whoever cannot any more: for roles with `may: ["manageUsers"]`. */
export function accessRoutes(installation: Installation): readonly Route[] {
  const { pool, authenticate, clock } = installation
  return [
    defineRoute({
      method: 'GET',
      path: '/users/access',
      summary: 'How each user signs in: password, second factor, open link, sessions',
      access: may,
      answers: { 200: '{users: [{user, password, twoFactor, invitedUntil, sessions, seenAt}]}' },
      handle: async ({ context }) => {
        const { rows } = await pool.query<AccessRow>(
          `select m.user_id as "user",
             exists (select 1 from auth.account a where a."userId"::text = m.user_id::text and a.password is not null) as password,
             coalesce(u."twoFactorEnabled", false) as "twoFactor", i.expires_at as "invitedUntil",
             coalesce(s.n, 0)::int as sessions, s.seen as "seenAt"
           from atelier.member m left join auth."user" u on u.id::text = m.user_id::text
           left join atelier.invitation i on i.user_id = m.user_id and i.expires_at > $2
           left join (select "userId"::text as id, count(*) as n, max("updatedAt") as seen from auth.session where "expiresAt" > now() group by 1) s
             on s.id = m.user_id::text
           where m.workspace = $1 order by m.user_id limit 10000`,
          [context.workspace.key, clock.now()],
        )
        return { status: 200, json: { users: rows } }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/users/:id/sign-out',
      summary: 'Sign a user out everywhere',
      access: may,
      answers: { 204: 'Signed out' },
      handle: async ({ context, params }) => {
        const id = params['id'] ?? ''
        const person = await personToActFor(context, id)
        if ('status' in person) return person
        await endSessions(sessionOn(pool), [id])
        authenticate.forget()
        await appendAudit(pool, context, [{ kind: 'sessionsEnded', user: id }])
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/users/:id/two-factor',
      summary: 'Switch the second factor of a user off, for whoever has lost it',
      access: may,
      answers: { 204: 'Off' },
      handle: async ({ context, params }) => {
        const id = params['id'] ?? ''
        const person = await personToActFor(context, id)
        if ('status' in person) return person
        await pool.query(
          `with gone as (delete from auth."twoFactor" where "userId"::text = $1)
           update auth."user" set "twoFactorEnabled" = false where id::text = $1`,
          [id],
        )
        authenticate.forget()
        await appendAudit(pool, context, [{ kind: 'twoFactorDisabled', user: id }])
        return { status: 204 }
      },
    }),
  ]
}
