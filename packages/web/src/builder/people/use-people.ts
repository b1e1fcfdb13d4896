import type { Answer, Ref } from '@atelier/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'

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
  readonly revokedAt?: string | null
}

type Page<Item> = { readonly records: readonly Item[] }

/** Everybody in the workspace, its teams and its keys, and a way to read them again after a change. */
export function usePeople() {
  const queries = useQueryClient()
  const people = useQuery({
    queryKey: ['builder', 'people'],
    queryFn: () => unwrap(client.send<Page<Person>>('GET', '/users')),
  })
  const teams = useQuery({
    queryKey: ['builder', 'teams'],
    queryFn: () => unwrap(client.send<Page<Team>>('GET', '/teams')),
  })
  const keys = useQuery({
    queryKey: ['builder', 'keys'],
    queryFn: () => unwrap(client.send<{ readonly keys: readonly Key[] }>('GET', '/keys')),
  })
  return {
    people: people.data?.records ?? [],
    teams: teams.data?.records ?? [],
    keys: keys.data?.keys ?? [],
    ready: people.isSuccess && teams.isSuccess,
    /** Reads everything again when an answer says that something changed. */
    after: async <Value>(answer: Promise<Answer<Value>>): Promise<Answer<Value>> => {
      const settled = await answer
      if (settled.ok) await queries.invalidateQueries({ queryKey: ['builder'] })
      return settled
    },
  }
}

export type People = ReturnType<typeof usePeople>
