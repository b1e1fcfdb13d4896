import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { Installation } from '../installation.ts'
import type { Session } from '../kernel/session.ts'

/** A link with which a person sets their own password, once. There is at most one for each person. */
export type Invitation = { readonly user: string; readonly expiresAt: Date }

// 256 random bits: there is nothing to guess, so a plain digest is enough to keep them.
const digest = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Makes the link's token; one that the person had before is good for nothing any more. The token cannot be read again. */
export async function createInvitation(
  { pool, clock }: Pick<Installation, 'pool' | 'clock'>,
  { user, by, days }: { readonly user: string; readonly by: string | undefined; readonly days: number },
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  const expiresAt = new Date(now.getTime() + days * 86_400_000)
  await pool.query(
    `insert into atelier.invitation (user_id, hash, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5)
     on conflict (user_id) do update set hash = excluded.hash, created_at = excluded.created_at, created_by = excluded.created_by,
       expires_at = excluded.expires_at`,
    [user, digest(token), now, by ?? null, expiresAt],
  )
  return { token, expiresAt }
}

/** What a token is good for; undefined when it is unknown, used or expired. */
export async function findInvitation(pool: Pool, token: string, now: Date): Promise<Invitation | undefined> {
  const { rows } = await pool.query<Invitation>(
    'select user_id as "user", expires_at as "expiresAt" from atelier.invitation where hash = $1 and expires_at > $2',
    [digest(token), now],
  )
  return rows[0]
}

/** Uses a token up: of several who try at once one gets it. */
export async function takeInvitation(pool: Pool, token: string, now: Date): Promise<Invitation | undefined> {
  const { rows } = await pool.query<Invitation>(
    'delete from atelier.invitation where hash = $1 and expires_at > $2 returning user_id as "user", expires_at as "expiresAt"',
    [digest(token), now],
  )
  return rows[0]
}

/** Makes the links of these people good for nothing. Answers how many there were. */
export async function withdrawInvitations(session: Session, people: readonly string[]): Promise<number> {
  if (people.length === 0) return 0
  const gone = await session.run('delete from atelier.invitation where user_id = any($1::uuid[]) returning user_id', [
    people,
  ])
  return gone.length
}
