import { deepEqual } from 'node:assert/strict'
import { listPath, newOpportunity, type Targets } from './cases.ts'
import type { Server } from './servers.ts'

/** What the benchmark reads of answers: a page of the list, a new record, a bulk, a change set, an import. */
export type Told = {
  readonly id: string
  readonly state: string
  readonly create: number
  readonly refused: number
  readonly fields: readonly object[]
  readonly createdAt: string
  readonly updatedAt: string
  readonly stage: unknown
  readonly source: unknown
  readonly segment: unknown
  readonly next: string | null
  readonly records: readonly { readonly id: string; readonly account: { readonly id: string } }[]
  readonly results: readonly { readonly status: string }[]
}

/** Calls a server as the person under measurement and gives the parsed answer; anything but success is an error. */
export async function ask(server: Server, key: string, path: string, init: RequestInit = {}): Promise<Told> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${key}`,
      ...(typeof init.body === 'string' ? { 'content-type': 'application/json' } : {}),
    },
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${server.name} answered ${response.status} to ${path}: ${text.slice(0, 500)}`)
  return JSON.parse(text === '' ? '{}' : text)
}

/** The records that the load reads and changes, and the cursor half way down the list, as this server writes it. */
export async function targetsOf(server: Server, key: string): Promise<Targets> {
  const records: string[] = []
  const accounts = new Set<string>()
  const cursors: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await ask(server, key, listPath(after, 500))
    for (const { id, account } of page.records) {
      records.push(id)
      accounts.add(account.id)
    }
    if (page.next === null) break
    after = page.next
    cursors.push(page.next)
  }
  return { records, accounts: [...accounts], cursor: cursors[Math.floor(cursors.length / 2)] ?? '' }
}

/** Fails unless two servers give the same answers: what is not the same work must not be compared. */
export async function mustAgree(
  key: string,
  [one, targets]: readonly [Server, Targets],
  [other, others]: readonly [Server, Targets],
): Promise<void> {
  const pairs: (readonly [unknown, unknown])[] = [
    [targets.records, others.records],
    [targets.accounts, others.accounts],
  ]
  const both = async (path: string, otherPath = path): Promise<void> => {
    const [a, b] = [await ask(one, key, path), await ask(other, key, otherPath)]
    pairs.push([
      { ...a, next: null },
      { ...b, next: null },
    ])
  }
  await both(`/api/records/opportunity/${targets.records[0]}`)
  await both(listPath())
  await both(listPath(targets.cursor), listPath(others.cursor))
  const body = JSON.stringify(newOpportunity({ accounts: targets.accounts.slice(0, 1) }))
  const made = await Promise.all(
    [one, other].map((server) => ask(server, key, '/api/records/opportunity', { method: 'POST', body })),
  )
  const [a, b] = made.map(
    ({ id: _, createdAt: __, updatedAt: ___, stage: ____, source: _____, segment: ______, ...rest }) => rest,
  )
  pairs.push([a, b])
  for (const [x, y] of pairs) deepEqual(y, x, `${one.name} and ${other.name} answer differently`)
}
