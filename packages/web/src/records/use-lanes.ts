import type { RecordJson } from '@atelier/api'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { client, unwrap } from '../app/client.ts'
import { bothRules } from '../filter/condition.ts'
import type { EntityView, PipelineStage } from '../workspace/model.ts'

export type LaneRecords = {
  readonly stage: PipelineStage
  readonly records: readonly RecordJson[]
  readonly count: number | null
  readonly hasMore: boolean
}

const page = 50

/** The first records of every stage, 50 at a time; the API gives at most 500 in one answer, and so does a lane. */
export function useLanes(entity: EntityView, stages: readonly PipelineStage[], rule: unknown, sort: string) {
  const [limits, setLimits] = useState<Readonly<Record<string, number>>>({})
  const results = useQueries({
    queries: stages.map((stage) => {
      const filter = bothRules(rule, { '==': [{ var: entity.stage?.key ?? 'stage' }, stage.key] })
      const limit = limits[stage.key] ?? page
      return {
        queryKey: ['records', entity.key, { lane: stage.key, filter, sort, limit }],
        queryFn: () =>
          unwrap(client.records.list(entity.key, { filter, limit, count: 'capped', ...(sort ? { sort } : {}) })).then(
            (answer) => ({
              pages: [answer],
              pageParams: [''],
            }),
          ),
        placeholderData: keepPreviousData,
      }
    }),
  })
  return {
    lanes: stages.map((stage, index): LaneRecords => {
      const answer = results[index]?.data?.pages[0]
      const limit = limits[stage.key] ?? page
      return {
        stage,
        records: answer?.records ?? [],
        count: answer?.count?.value ?? null,
        hasMore: answer?.next != null && limit < 500,
      }
    }),
    loading: results.some((result) => result.isPending),
    error: results.find((result) => result.error && !result.data)?.error ?? null,
    more: (stage: string) => setLimits((now) => ({ ...now, [stage]: Math.min(500, (now[stage] ?? page) * 2) })),
  }
}
