import type { Label } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { client, RefusedError, refusalOf, unwrap } from '../../app/client.ts'
import { useDraft } from '../draft/DraftContext.tsx'

export type TriedRefusal = {
  readonly code: string
  readonly field?: string
  readonly message: string
  readonly fix?: string
  readonly params?: Readonly<Record<string, unknown>>
}

export type TriedMove = {
  readonly stage: string
  readonly label?: Label
  readonly current: boolean
  readonly allowed: boolean
  readonly needsReason: boolean
  readonly waitsFor?: readonly string[]
  readonly refusals: readonly TriedRefusal[]
}

export type Tried = { readonly from: string; readonly moves: readonly TriedMove[] }

/** Where a record could go in a pipeline of the draft, for one person: asked again whenever the draft has been told. */
export function useTriedMoves(pipeline: string, record: string | undefined, user: string | undefined) {
  const { change, documents, settled } = useDraft()
  const { data, error, isFetching } = useQuery({
    queryKey: ['builder', 'try-moves', change, documents, pipeline, record, user],
    // Long keys stay out of memory once the drawer is closed.
    gcTime: 0,
    enabled: settled && record !== undefined,
    placeholderData: (before: Tried | undefined) => before,
    retry: (count, failure) => !(failure instanceof RefusedError) && count < 2,
    queryFn: () =>
      unwrap(
        client.send<Tried>('POST', '/definitions/moves', {
          body: { pipeline, record, ...(change ? { change } : {}), ...(user ? { user } : {}) },
        }),
      ),
  })
  return {
    tried: record === undefined || error ? undefined : data,
    problems: refusalOf(error)?.problems ?? [],
    busy: isFetching,
  }
}
