import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import type { Person, Team } from '../../pages/settings/people/use-people.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'

export type PersonInBuilder = {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly team: string | undefined
  readonly manager: string | undefined
}

/** The people one may look through the eyes of: oneself first, then everybody active, for whom may manage people. */
export function useDirectory(): readonly PersonInBuilder[] {
  const me = useMe()
  const { data } = useQuery({
    queryKey: ['builder', 'directory'],
    enabled: me.may.has('manageUsers'),
    queryFn: () =>
      unwrap(client.send<{ readonly records: readonly Person[] }>('GET', '/users', { query: { limit: '500' } })),
  })
  const own = { id: me.id, name: me.name, roles: me.roles.map((role) => role.key) }
  const others = (data?.records ?? []).filter((person) => person.active !== false)
  const placed = (person: Person): PersonInBuilder => ({
    id: person.id,
    name: person.name,
    roles: person.roles ?? [],
    team: person.team?.id,
    manager: person.manager?.id,
  })
  const self = others.find((person) => person.id === me.id)
  return [
    self ? placed(self) : { ...own, team: me.team?.id, manager: undefined },
    ...others.filter((person) => person.id !== me.id).map(placed),
  ]
}

/** The teams as a list with their parents, for whom may manage people. */
export function useTeams(): readonly { readonly id: string; readonly parent: string | undefined }[] {
  const me = useMe()
  const { data } = useQuery({
    queryKey: ['builder', 'teams'],
    enabled: me.may.has('manageUsers'),
    queryFn: () => unwrap(client.send<{ readonly records: readonly Team[] }>('GET', '/teams')),
  })
  return (data?.records ?? []).map((team) => ({ id: team.id, parent: team.parent?.id }))
}
