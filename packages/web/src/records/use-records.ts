import type { Count, RecordJson } from '@atelier/api'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client, unwrap } from '../app/client.ts'

export type RecordsQuery = {
  readonly filter?: unknown
  /** Words to search for. */
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly fields?: string | undefined
  /** Rows a page; 100 when left out. */
  readonly limit?: number | undefined
  readonly enabled?: boolean | undefined
}

export type Records = {
  readonly records: readonly RecordJson[]
  /** How many there are, capped at 10,000; null while unknown. */
  readonly count: Count | null
  readonly loading: boolean
  /** Rows of the last question are shown while the answer to the present one is under way. */
  readonly stale: boolean
  readonly error: unknown
  readonly hasMore: boolean
  readonly more: () => void
}

/** A list of records, page after page by keyset, with a capped count that comes with the first page. */
export function useRecords(entity: string, query: RecordsQuery): Records {
  const { filter, q, sort, fields, limit = 100, enabled = true } = query
  const result = useInfiniteQuery({
    queryKey: ['records', entity, { filter, q, sort, fields, limit }],
    enabled,
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.records.list(
          entity,
          {
            limit,
            count: pageParam === '' ? 'capped' : 'none',
            ...(filter === undefined ? {} : { filter }),
            ...(q === undefined ? {} : { q }),
            ...(sort ? { sort } : {}),
            ...(fields ? { fields } : {}),
            ...(pageParam === '' ? {} : { after: pageParam }),
          },
          { signal },
        ),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = result
  const records = useMemo(() => data?.pages.flatMap((page) => page.records) ?? [], [data])
  return {
    records,
    count: data?.pages[0]?.count ?? null,
    loading: result.isPending,
    stale: result.isPlaceholderData,
    error: result.error,
    hasMore: hasNextPage,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
  }
}
