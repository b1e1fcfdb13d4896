import type { Directory } from '@atelier/workflow'
import { resolvePersons } from '@atelier/workflow'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client, unwrap } from '../../app/client.ts'

type Named = { readonly id: string } | null
type UserRow = {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[] | null
  readonly team: Named
  readonly manager: Named
  readonly active: boolean | null
}
type TeamRow = {
  readonly id: string
  readonly name: string
  readonly key: string
  readonly parent: Named
  readonly leader: Named
}
type Page<Row> = { readonly records: readonly Row[] }

/** Everybody in the workspace today; undefined until known, or where one may not know. */
export function useDirectory(): Directory | undefined {
  const users = useQuery({
    queryKey: ['builder', 'people'],
    queryFn: () => unwrap(client.send<Page<UserRow>>('GET', '/users')),
  }).data
  const teams = useQuery({
    queryKey: ['builder', 'teams'],
    queryFn: () => unwrap(client.send<Page<TeamRow>>('GET', '/teams')),
  }).data
  return useMemo(() => {
    if (!users || !teams) return undefined
    return {
      users: new Map(
        users.records.map((user) => [
          user.id,
          {
            id: user.id,
            name: user.name,
            team: user.team?.id,
            manager: user.manager?.id,
            roles: user.roles ?? [],
            active: user.active !== false,
          },
        ]),
      ),
      teams: new Map(
        teams.records.map((team) => [
          team.id,
          { id: team.id, key: team.key, name: team.name, parent: team.parent?.id, leader: team.leader?.id },
        ]),
      ),
    }
  }, [users, teams])
}

/** Whether the people meant are the same whoever starts it and whatever the record. */
export const isFixed = (person: string): boolean => /^(role:[A-Za-z0-9]+|team:)/.test(person) && !person.includes('(')

/** Names of the people that expressions mean today, if `somebody` starts it and owns the record. */
export function namesToday(directory: Directory, persons: readonly string[], somebody?: string): readonly string[] {
  const ids = resolvePersons(persons, {
    record: somebody === undefined ? null : { owner: somebody, createdBy: somebody },
    starter: somebody,
    user: somebody,
    directory,
  })
  return ids.flatMap((id) => directory.users.get(id)?.name ?? [])
}
