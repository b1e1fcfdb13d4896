import type { Count, RecordJson, RecordPage } from '@atelier/api'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { client, unwrap } from '../app/client.ts'
import { bothRules } from '../filter/condition.ts'
import type { EntityView, PipelineStage } from '../workspace/model.ts'
import { listFields } from './list-fields.ts'

export type LaneRecords = {
  readonly stage: PipelineStage
  readonly records: readonly RecordJson[]
  readonly count: number | null
  readonly hasMore: boolean
}

const first = 50
/** The most that one call gives. */
const most = 500

type LaneQuery = {
  readonly filter: unknown
  readonly q: string | undefined
  readonly sort: string
  readonly fields: string
  readonly limit: number
}

/** The first `limit` records of a lane, in as many calls as that takes. */
async function fetchLane(entity: string, { filter, q, sort, fields, limit }: LaneQuery, signal: AbortSignal) {
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

/** The records of every stage: the first 50, and on wish always twice as many. */
export function useLanes(
  entity: EntityView,
  stages: readonly PipelineStage[],
  { rule, words, sort }: { readonly rule: unknown; readonly words: string | undefined; readonly sort: string },
) {
  const [limits, setLimits] = useState<Readonly<Record<string, number>>>({})
  const fields = listFields(entity, [])
  const results = useQueries({
    queries: stages.map((stage) => {
      const filter = bothRules(rule, { '==': [{ var: entity.stage?.key ?? 'stage' }, stage.key] })
      const limit = limits[stage.key] ?? first
      return {
        queryKey: ['records', entity.key, { lane: stage.key, filter, words, sort, limit }],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          fetchLane(entity.key, { filter, q: words, sort, fields, limit }, signal),
        placeholderData: keepPreviousData,
      }
    }),
  })
  return {
    lanes: stages.map((stage, index): LaneRecords => {
      const answer = results[index]?.data?.pages[0]
      return {
        stage,
        records: answer?.records ?? [],
        count: answer?.count?.value ?? null,
        hasMore: answer?.next != null,
      }
    }),
    loading: results.some((result) => result.isPending),
    error: results.find((result) => result.error && !result.data)?.error ?? null,
    more: (stage: string) => setLimits((now) => ({ ...now, [stage]: (now[stage] ?? first) * 2 })),
  }
}
