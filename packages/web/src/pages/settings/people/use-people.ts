import type { Answer, Ref } from '@atelier/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '../../../app/client.ts'

export type Person = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly roles: readonly string[] | null
  readonly team: Ref | null
  readonly manager: Ref | null
  readonly active: boolean | null
}

export type Team = {
  readonly id: string
  readonly name: string
  readonly parent: Ref | null
  readonly leader: Ref | null
}

export type Key = {
  readonly id: string
  readonly user: string
  readonly name: string
  readonly createdAt?: string
  readonly lastUsedAt?: string | null
  readonly expiresAt?: string | null
  readonly revokedAt?: string | null
}

/** How a person signs in. */
export type Access = {
  readonly user: string
  readonly password: boolean
  readonly twoFactor: boolean
  readonly invitedUntil: string | null
  readonly sessions: number
  readonly seenAt: string | null
}

type Page<Item> = { readonly records: readonly Item[]; readonly next: string | null }

async function all<Item>(path: string, query: Readonly<Record<string, unknown>> = {}): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let after: string | undefined; ; ) {
    const page = await unwrap(client.send<Page<Item>>('GET', path, { query: { ...query, limit: 500, after } }))
    items.push(...page.records)
    if (page.next === null) return items
    after = page.next
  }
}

/** Everybody in the workspace, its teams and keys, how people sign in, and a way to read it all again after a change. */
export function usePeople() {
  const queries = useQueryClient()
  const people = useQuery({ queryKey: ['settings', 'people'], queryFn: () => all<Person>('/users') })
  const teams = useQuery({ queryKey: ['settings', 'teams'], queryFn: () => all<Team>('/teams') })
  const keys = useQuery({
    queryKey: ['settings', 'keys'],
    queryFn: () => unwrap(client.send<{ readonly keys: readonly Key[] }>('GET', '/keys')),
  })
  const access = useQuery({
    queryKey: ['settings', 'access'],
    queryFn: () => unwrap(client.send<{ readonly users: readonly Access[] }>('GET', '/users/access')),
  })
  return {
    people: people.data ?? [],
    teams: teams.data ?? [],
    keys: keys.data?.keys ?? [],
    access: new Map((access.data?.users ?? []).map((each) => [each.user, each])),
    ready: people.isSuccess && teams.isSuccess && keys.isSuccess,
    /** Reads everything again when an answer says that something changed. */
    after: async <Value>(answer: Promise<Answer<Value>>): Promise<Answer<Value>> => {
      const settled = await answer
      if (settled.ok) await queries.invalidateQueries({ queryKey: ['settings'] })
      return settled
    },
  }
}

export type People = ReturnType<typeof usePeople>

/** Everybody by name, to choose from; for whoever may not manage people too. */
export function usePeopleNames(): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: ['settings', 'names'],
    queryFn: () =>
      all<{ readonly id: string; readonly name: string }>('/records/user', { fields: 'name', sort: 'name' }),
  })
  return (data ?? []).map(({ id, name }) => ({ value: id, label: name }))
}
