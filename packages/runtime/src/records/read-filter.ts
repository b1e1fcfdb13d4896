import type { Problem } from '@atelier/rules'
import { badParameter } from '../http/known-problems.ts'

/** What a list is asked for, read from a query string or a body. */
export type Asked = { readonly [name: string]: unknown }

/** A filter in the query string is JSON. */
export function parseFilter(
  query: Readonly<Record<string, string>>,
): { readonly asked: Asked } | { readonly problem: Problem } {
  if (query['filter'] === undefined) return { asked: query }
  try {
    const filter: unknown = JSON.parse(query['filter'])
    return { asked: { ...query, filter } }
  } catch {
    return { problem: badParameter('filter', 'must be a rule as JSON', '应为 JSON 格式的规则', 'malformed_json') }
  }
}
