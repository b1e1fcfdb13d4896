import type { Count, RecordJson, RecordPage } from '@atelier/api'
import { client, unwrap } from '../app/client.ts'

export type FirstQuery = {
  readonly filter: unknown
  readonly q: string | undefined
  readonly sort: string
  readonly fields: string
  readonly limit: number
}

/** The most that one call gives. */
const most = 500

/** The first `limit` records of a list, in as many calls as that takes; in the form in which lists are kept. */
export async function fetchFirst(entity: string, { filter, q, sort, fields, limit }: FirstQuery, signal: AbortSignal) {
  const records: RecordJson[] = []
  let count: Count | undefined
  let next: string | null = null
  do {
    const page: RecordPage = await unwrap(
      client.records.list(
        entity,
        {
          filter,
          fields,
          limit: Math.min(most, limit - records.length),
          count: next === null ? 'capped' : 'none',
          ...(q === undefined ? {} : { q }),
          ...(sort ? { sort } : {}),
          ...(next === null ? {} : { after: next }),
        },
        { signal },
      ),
    )
    records.push(...page.records)
    count ??= page.count
    next = page.next
  } while (next !== null && records.length < limit)
  return { pages: [{ records, next, ...(count ? { count } : {}) }], pageParams: [''] }
}
