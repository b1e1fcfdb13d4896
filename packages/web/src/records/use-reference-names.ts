import { useQueries } from '@tanstack/react-query'
import { client, unwrap } from '../app/client.ts'
import { asText } from '../fields/values.ts'
import { useWorkspace } from '../workspace/WorkspaceContext.tsx'

/** Names of records by id, for filters that only keep ids. An id stands for itself until its name is known. */
export function useReferenceNames(
  wanted: readonly { readonly entity: string; readonly id: string }[],
): (id: string) => string {
  const { entities } = useWorkspace()
  const results = useQueries({
    queries: wanted.map(({ entity, id }) => ({
      queryKey: ['record', entity, id],
      queryFn: () => unwrap(client.records.get(entity, id)),
      staleTime: 300_000,
    })),
  })
  const names = new Map(
    wanted.map(({ entity, id }, index) => {
      const title = entities.get(entity)?.title ?? 'name'
      return [id, asText(results[index]?.data?.[title])]
    }),
  )
  return (id) => names.get(id) || id.slice(0, 8)
}
