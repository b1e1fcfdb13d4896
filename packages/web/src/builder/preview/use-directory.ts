import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import type { Person } from '../people/use-people.ts'

export type PersonInBuilder = Pick<Person, 'id' | 'name' | 'team'> & { readonly roles: readonly string[] }

/** The people one may look through the eyes of: oneself first, then everybody active, for whom may manage people. */
export function useDirectory(): readonly PersonInBuilder[] {
  const me = useMe()
  const { data } = useQuery({
    queryKey: ['builder', 'directory'],
    enabled: me.may.has('manageUsers'),
    queryFn: () => unwrap(client.send<{ readonly records: readonly Person[] }>('GET', '/users')),
  })
  const self = { id: me.id, name: me.name, roles: me.roles.map((role) => role.key), team: me.team }
  const others = (data?.records ?? []).filter((person) => person.id !== me.id && person.active !== false)
  return [self, ...others.map((person) => ({ ...person, roles: person.roles ?? [] }))]
}
