import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../app/client.ts'
import { asText } from '../fields/values.ts'
import type { EntityView, PipelineView } from '../workspace/model.ts'

export type StageSummary = {
  readonly count: number
  readonly sum: string | null
  /** Each amount times the probability of its stage; null where there is nothing to add up. */
  readonly weighted: string | null
}

const amountOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'amount' in value ? asText(value.amount) : asText(value) || null

/** How many records stand in each stage, and their plain and weighted sum of one field: one report for the whole board. */
export function useStageCounts(
  entity: EntityView,
  pipeline: PipelineView | undefined,
  filter: unknown,
  sumField?: string,
  enabled = true,
): ReadonlyMap<string, StageSummary> {
  const stage = entity.stage?.key
  const { data } = useQuery({
    queryKey: ['summary', entity.key, { filter, sumField, pipeline: pipeline?.key }],
    enabled: enabled && stage !== undefined,
    queryFn: () =>
      unwrap(
        client.reports.run({
          kind: 'report',
          specVersion: 1,
          type: 'summary',
          entity: entity.key,
          ...(filter === undefined ? {} : { filter }),
          rows: [{ id: 'row_stage', key: 'stage', field: stage }],
          values: [
            { id: 'val_count', key: 'count', aggregate: 'count' },
            ...(sumField
              ? [
                  { id: 'val_sum', key: 'sum', aggregate: 'sum', field: sumField },
                  {
                    id: 'val_weighted',
                    key: 'weighted',
                    aggregate: 'sum',
                    value: { '*': [{ var: sumField }, { var: `${stage}.probability` }] },
                  },
                ]
              : []),
          ],
        }),
      ),
    retry: false,
  })
  const rows = data?.rows.filter((row) => (row._level ?? 0) === 0) ?? []
  return new Map(
    rows.map((row) => [
      asText(row.stage),
      { count: Number(row.count ?? 0), sum: amountOf(row.sum), weighted: amountOf(row.weighted) },
    ]),
  )
}
