import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../app/client.ts'
import type { EntityView } from '../workspace/model.ts'

/** The search gives at most this many of one entity. */
const most = 50

/**
 * What a search within a list finds, as a rule for those who can only take one, such as the sums below a table. Not `known` while the
 * answer is under way, nor where it finds more than a rule should name: sums of a part would be wrong.
 */
export function useSearchRule(entity: EntityView, text: string): { readonly rule: unknown; readonly known: boolean } {
  const q = text.trim()
  const { data } = useQuery({
    queryKey: ['search', entity.key, q],
    enabled: q !== '',
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const groups = await unwrap(client.records.search(q, { entity: entity.key, limit: most, signal }))
      // The list holds what has the words, not what is only like them.
      return (
        groups.find((group) => group.entity === entity.key && !group.similar)?.records.map((record) => record.id) ?? []
      )
    },
  })
  if (q === '') return { rule: undefined, known: true }
  return data === undefined || data.length === 0 || data.length >= most
    ? { rule: undefined, known: false }
    : { rule: { in: [{ var: 'id' }, data] }, known: true }
}
