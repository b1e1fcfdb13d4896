import type { Entity } from '@atelier/definitions'
import { type ListQuery, searchedFields } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { badParameter } from '../http/known-problems.ts'

type Within = Pick<ListQuery, 'filter' | 'search'>

/**
 * A filter and words to search for, as a list takes them: words find what `/search` finds, all of it. Records whose title the search
 * does not know (a computed one) are found by what the title contains.
 */
export function searchWithin(
  entity: Entity,
  filter: unknown,
  q: unknown,
): { readonly within: Within } | { readonly problem: Problem } {
  const given = filter === undefined || filter === null ? {} : { filter }
  if (q === undefined) return { within: given }
  if (typeof q !== 'string' || q.trim() === '')
    return { problem: badParameter('q', 'must hold words', '不能为空', 'required') }
  if (searchedFields(entity).some(({ key }) => key === entity.title)) return { within: { ...given, search: q } }
  const named = { contains: [{ var: entity.title }, q.trim(), { ci: true }] }
  return { within: { filter: 'filter' in given ? { and: [filter, named] } : named } }
}
