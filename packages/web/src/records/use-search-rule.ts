import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../app/client.ts'
import type { EntityView } from '../workspace/model.ts'

/** The search gives at most this many of one entity. */
const most = 50

/**
 * A search within a list as a rule: whose title holds the words, or what the search finds for them (other searchable fields,
 * pinyin, initials). Not `ready` until the first answer is there; while the next one is under way, the rule stays as it was.
 */
export function useSearchRule(entity: EntityView, text: string): { readonly rule: unknown; readonly ready: boolean } {
  const q = text.trim()
  const { data, isError } = useQuery({
    queryKey: ['search', entity.key, q],
    enabled: q !== '',
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const groups = await unwrap(client.records.search(q, { entity: entity.key, limit: most, signal }))
      const found = groups.find((group) => group.entity === entity.key)?.records.map((record) => record.id) ?? []
      return searchRule(entity.title, q, found)
    },
  })
  if (q === '') return { rule: undefined, ready: true }
  if (isError) return { rule: searchRule(entity.title, q, []), ready: true }
  return { rule: data, ready: data !== undefined }
}

/** The rule for words and the records that the search has found for them. */
function searchRule(title: string, q: string, found: readonly string[]): unknown {
  const named = { contains: [{ var: title }, q, { ci: true }] }
  return found.length === 0 ? named : { or: [named, { in: [{ var: 'id' }, found] }] }
}
