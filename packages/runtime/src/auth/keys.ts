import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'

/** A key as administrators see it; the secret itself is shown once, when it is made. */
export type ApiKey = {
  readonly id: string
  readonly user: string
  readonly name: string
  readonly prefix: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

/** Keys are 256 random bits, so a plain SHA-256 is enough to keep them: there is nothing to guess. */
export function hashKey(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Makes a key for a user, for good or until it expires. `secret` is what goes behind "Bearer"; it cannot be read again. */
export async function createKey(
  pool: Pool,
  { user, name, by, expiresAt }: { user: string; name: string; by: string | undefined; expiresAt?: Date | undefined },
): Promise<{ id: string; secret: string }> {
  const secret = `atl_${randomBytes(32).toString('base64url')}`
  const { rows } = await pool.query<{ id: string }>(
    'insert into atelier.api_key (user_id, name, prefix, hash, created_by, expires_at) values ($1, $2, $3, $4, $5, $6) returning id',
    [user, name, secret.slice(0, 8), hashKey(secret), by ?? null, expiresAt ?? null],
  )
  return { id: rows[0]?.id ?? '', secret }
}

const columns = `id, user_id as "user", name, prefix, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt", expires_at as "expiresAt"`

/** Keys of the members of a workspace, newest first. */
export async function listKeys(pool: Pool, workspace: string): Promise<readonly ApiKey[]> {
  const { rows } = await pool.query<ApiKey>(
    `select ${columns} from atelier.api_key k where exists (select 1 from atelier.member m where m.workspace = $1 and m.user_id = k.user_id)
     order by created_at desc, id limit 1000`,
    [workspace],
  )
  return rows
}

/** Revokes a key of a member; false when there is none. */
export async function revokeKey(pool: Pool, workspace: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update atelier.api_key k set revoked_at = coalesce(revoked_at, now())
     where id = $1 and exists (select 1 from atelier.member m where m.workspace = $2 and m.user_id = k.user_id)`,
    [id, workspace],
  )
  return rowCount === 1
}

/** The user that a member's key acts for. */
export async function holderOf(pool: Pool, workspace: string, id: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ user: string }>(
    `select k.user_id as "user" from atelier.api_key k join atelier.member m on m.user_id = k.user_id and m.workspace = $2 where k.id = $1`,
    [id, workspace],
  )
  return rows[0]?.user
}

/** The user a key acts for; undefined when it is unknown, revoked or expired. */
export async function userOfKey(pool: Pool, secret: string, now: Date): Promise<string | undefined> {
  const { rows } = await pool.query<{ user_id: string }>({
    name: 'user-of-key',
    text: 'update atelier.api_key set last_used_at = now() where hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2) returning user_id',
    values: [hashKey(secret), now],
  })
  return rows[0]?.user_id
}
