import type { FieldAccess } from '@atelier/definitions'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { useDraft } from '../draft/DraftContext.tsx'

export type EntityAccess = {
  readonly entity: string
  readonly grants: readonly { readonly action: string; readonly role: string; readonly scope: unknown }[]
  readonly fields: readonly { readonly field: string; readonly access: FieldAccess; readonly byRow: boolean }[]
}

export type Access = {
  readonly unlimited: boolean
  readonly roles: readonly string[]
  readonly entities: readonly EntityAccess[]
}

/** What a person may do as the draft has it; undefined until it is known, or while nobody is asked about. */
export function useAccess(user: string | undefined): Access | undefined {
  const { change, documents, settled } = useDraft()
  const { data } = useQuery({
    queryKey: ['builder', 'access', change, documents, user],
    gcTime: 0,
    enabled: settled && user !== undefined,
    placeholderData: (before: Access | undefined) => before,
    queryFn: () =>
      unwrap(client.send<Access>('POST', '/definitions/access', { body: { user, ...(change ? { change } : {}) } })),
  })
  return user === undefined ? undefined : data
}
