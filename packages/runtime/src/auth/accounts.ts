import type { Session } from '../kernel/session.ts'

/**
 * Accounts as the records of people need them, in the transaction that writes the record: an account has the id of its person, and the
 * address of that record in small letters. Passwords are better-auth's (`sign-in.ts`).
 */

/** Accounts of these people, or with one of these addresses (given in small letters). */
export async function findAccounts(
  session: Session,
  by: { readonly people: readonly string[]; readonly addresses: readonly string[] },
): Promise<readonly { readonly id: string; readonly email: string }[]> {
  const rows = await session.run(
    `select id::text as id, lower(email) as email from auth."user" where id::text = any($1) or lower(email) = any($2)`,
    [by.people, by.addresses],
  )
  return rows.map(({ id, email }) => ({ id: String(id), email: String(email) }))
}

/** Gives a person an account, without a password yet. The caller has looked that nobody has it or the address. */
export async function addAccount(
  session: Session,
  { id, email, name }: { readonly id: string; readonly email: string; readonly name: string },
): Promise<void> {
  await session.run(
    `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ($1, $2, $3, true, now(), now())`,
    [id, name, email.toLowerCase()],
  )
}

/** Gives accounts other addresses. The caller has looked that they are free. */
export async function setAddresses(session: Session, addresses: ReadonlyMap<string, string>): Promise<void> {
  if (addresses.size === 0) return
  await session.run(
    `update auth."user" u set email = x.email, "updatedAt" = now()
     from unnest($1::text[], $2::text[]) as x(id, email) where u.id::text = x.id`,
    [[...addresses.keys()], [...addresses.values()]],
  )
}

/** The address of an account whose person was deleted: nobody can sign in with it, and the real one is free for others. */
export const goneAddress = (id: string): string => `${id}@gone.invalid`

/** Ends every session of these people. */
export async function endSessions(session: Session, people: readonly string[]): Promise<void> {
  if (people.length > 0) await session.run(`delete from auth."session" where "userId"::text = any($1)`, [people])
}
