import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { useDraft } from '../draft/DraftContext.tsx'

export type Filling = { readonly entity: string; readonly field: string; readonly done: number; readonly rows: number }

/** Computed fields whose values are still being worked out; asked for again until the last is done. */
export function useFilling(): readonly Filling[] {
  const { revision } = useDraft()
  const { data } = useQuery({
    queryKey: ['builder', 'filling', revision],
    queryFn: () => unwrap(client.send<{ readonly fields: readonly Filling[] }>('GET', '/filling')),
    refetchInterval: ({ state }) => ((state.data?.fields.length ?? 0) > 0 ? 1500 : false),
  })
  return data?.fields ?? []
}
