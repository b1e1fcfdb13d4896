import type { Installation } from '../installation.ts'

/** The id of the member of a workspace who signs in with this address, letter case aside. */
export async function findPerson(
  { pool }: Pick<Installation, 'pool'>,
  workspace: string,
  email: string,
): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>(
    `select u.id::text as id from auth."user" u join atelier.member m on m.user_id = u.id::text::uuid
     where lower(u.email) = lower($1) and m.workspace = $2`,
    [email, workspace],
  )
  return rows[0]?.id
}
