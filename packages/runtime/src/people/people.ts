import { compileGet } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { appendAudit } from '../audit/audit.ts'
import { addAccount, endSessions, findAccounts } from '../auth/accounts.ts'
import { runStatement } from '../database/run-statement.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Installation } from '../installation.ts'
import type { RefusalKind, Values, WriteCommand } from '../kernel/commands.ts'
import { loadRecords } from '../kernel/related.ts'
import { runWritesIn } from '../kernel/run-writes.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import { queryContext, unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { addressOf } from './addresses.ts'
import { withdrawInvitations } from './invitations.ts'
import { addressNeeded, addressTaken, strongerPerson, weakPassword } from './problems.ts'
import { mayActFor } from './within-rights.ts'

export type PersonResult =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly kind?: RefusalKind }

/** Without a password a person cannot sign in yet (a key or an administrator may still act for them). */
export type NewPerson = { readonly email: string; readonly password: string | undefined; readonly values: Values }

/** Makes a person's record, and an account with the same id where there is a password. The caller has checked that this is allowed. */
export async function createPerson(
  installation: Installation,
  context: Context,
  { email, password, values }: NewPerson,
): Promise<PersonResult> {
  if (email === '') return { ok: false, problems: [addressNeeded] }
  return writePerson(installation, context, { kind: 'create', entity: 'user', values: { ...values, email } }, password)
}

/** Changes a person's record and, where given, the password: all of it or nothing. A new password ends the sessions of the old one. */
export async function changePerson(
  installation: Installation,
  context: Context,
  id: string,
  { values, password }: { readonly values: Values; readonly password?: string | undefined },
): Promise<PersonResult> {
  if (password !== undefined && !(await mayActFor(context, id)))
    return { ok: false, kind: 'not_allowed', problems: [strongerPerson] }
  return writePerson(installation, context, { kind: 'update', entity: 'user', id, values }, password)
}

// The record is written as on any other way, with all that follows from it (`person-hook.ts`); only passwords have no other way in.
async function writePerson(
  { pool, signIn, authenticate }: Installation,
  context: Context,
  command: WriteCommand,
  password: string | undefined,
): Promise<PersonResult> {
  const weak = weakPassword(password)
  if (weak) return { ok: false, problems: [weak] }
  const written = await inTransaction(
    pool,
    async (client): Promise<PersonResult> => {
      const session = sessionOn(client)
      const [result] = await runWritesIn(session, unrestricted(context), [command], { atomic: true })
      if (result === undefined) return { ok: false, problems: [] }
      if (result.status === 'refused') return { ok: false, problems: result.problems, kind: result.kind }
      const { id } = result
      const problem = password === undefined ? undefined : await openAccount(context, session, id)
      if (problem !== undefined) return { ok: false, problems: [problem] }
      if (password !== undefined) {
        await endSessions(session, [id])
        await withdrawInvitations(session, [id])
      }
      return { ok: true, id }
    },
    { keeps: ({ ok }) => ok },
  )
  if (!written.ok) return written
  if (password !== undefined) {
    await signIn.setPassword(written.id, password)
    await appendAudit(pool, context, [{ kind: 'passwordChanged', user: written.id }])
  }
  authenticate.forget()
  context.workspace.forgetPeople()
  return written
}

/** A person who gets a password can sign in: the account is made where the record came without one. */
async function openAccount(context: Context, session: Session, id: string): Promise<Problem | undefined> {
  const person = (await loadRecords(context, session, 'user', [id], [], false)).get(id)
  const email = addressOf(person)
  if (email === undefined) return addressNeeded
  const accounts = await findAccounts(session, { people: [id], addresses: [email] })
  if (accounts.some((account) => account.id === id)) return undefined
  if (accounts.length > 0) return addressTaken
  await addAccount(session, { id, email, name: String(person?.['name'] ?? email) })
  return undefined
}

/** A person's record as JSON text, as the caller may see it with full rights to people. */
export async function readPerson(context: Context, entity: 'user' | 'team', id: string): Promise<string> {
  const compiled = compileGet(queryContext(unrestricted(context)), { entity, id })
  if (!compiled.ok) throw new Error(`A ${entity} cannot be read: ${JSON.stringify(compiled.problems)}`)
  return runStatement(context.workspace.pool, compiled.statement)
}
