import { compileList } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { findAccounts, goneAddress, setAddresses } from '../auth/accounts.ts'
import type { Batch } from '../kernel/batch.ts'
import type { Draft } from '../kernel/draft.ts'
import { LateRefusal } from '../kernel/late-refusal.ts'
import { asSystem } from '../kernel/session.ts'
import { addressNeeded, addressTaken } from './problems.ts'

/** A person's address as sign-in compares it; undefined when there is none. */
export const addressOf = (row: Readonly<Record<string, unknown>> | undefined): string | undefined =>
  typeof row?.['email'] === 'string' ? row['email'].toLowerCase() : undefined

/** Whether a write gives the person another address than before, takes it away, or brings the person back with it. */
export const givesAddress = (draft: Draft): boolean =>
  draft.action === 'restore' || (draft.action !== 'delete' && addressOf(draft.before) !== addressOf(draft.after))

/**
 * An address is one person's alone, whatever its letters' case, and an account follows its person's record. Called after the write with the
 * lock on addresses held; throws `LateRefusal`.
 */
export async function keepAddresses(batch: Batch, drafts: readonly Draft[]): Promise<void> {
  const { session } = batch
  const giving = drafts.filter(givesAddress)
  const going = drafts.filter(({ action }) => action === 'delete')
  if (giving.length + going.length === 0) return
  const wanted = [...new Set(giving.flatMap(({ after }) => addressOf(after) ?? []))]
  const accounts = await findAccounts(session, { people: [...giving, ...going].map(({ id }) => id), addresses: wanted })
  const withAccount = new Set(accounts.map(({ id }) => id))
  const gone = going.filter(({ id }) => withAccount.has(id))
  await setAddresses(session, new Map(gone.map(({ id }) => [id, goneAddress(id)])))
  const freed = new Set([...gone, ...giving].map(({ id }) => id))
  const foreign = new Set(accounts.flatMap(({ id, email }) => (freed.has(id) ? [] : [email])))
  const taken = await holders(batch, wanted)
  const refusals = new Map<string, { readonly kind: 'invalid'; readonly problems: readonly Problem[] }>()
  const ids = new Set(giving.map(({ id }) => id))
  for (const draft of giving) {
    const address = addressOf(draft.after)
    const hasAccount = withAccount.has(draft.id)
    if (address === undefined) {
      if (hasAccount) refusals.set(draft.id, { kind: 'invalid', problems: [addressNeeded] })
      continue
    }
    // Of those who ask for one address in the same call the first gets it.
    const first = giving.find(({ after }) => addressOf(after) === address)
    const isTaken =
      first !== draft || taken.get(address)?.some((id) => !ids.has(id)) === true || (hasAccount && foreign.has(address))
    if (isTaken) refusals.set(draft.id, { kind: 'invalid', problems: [addressTaken] })
  }
  if (refusals.size > 0) throw new LateRefusal(refusals)
  // Two who swap addresses pass each other on the way.
  const moving = giving.filter(({ id }) => withAccount.has(id))
  await setAddresses(session, new Map(moving.map(({ id }) => [id, goneAddress(id)])))
  await setAddresses(session, new Map(moving.map(({ id, after }) => [id, addressOf(after) ?? goneAddress(id)])))
}

const portion = 200

/** Who has these addresses as the transaction leaves them, by address. */
async function holders({ context, session }: Batch, addresses: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (let at = 0; at < addresses.length; at += portion) {
    const filter = { in: [{ lower: [{ var: 'email' }] }, addresses.slice(at, at + portion)] }
    for (let after: string | undefined; ; ) {
      const compiled = compileList(asSystem(context), {
        entity: 'user',
        filter,
        fields: ['email'],
        limit: 500,
        ...(after === undefined ? {} : { after }),
      })
      if (!compiled.ok) throw new Error(`Addresses cannot be compared: ${JSON.stringify(compiled.problems)}`)
      const page = await session.json<{ records: readonly { id: string; email: string }[]; next: string | null }>(
        compiled.statement,
      )
      for (const { id, email } of page.records) {
        const address = email.toLowerCase()
        found.set(address, [...(found.get(address) ?? []), id])
      }
      if (page.next === null) break
      after = page.next
    }
  }
  return found
}
