import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../../app/client.ts'
import { asReference, asText } from '../../../fields/values.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { type BoardShape, keyOfValue } from './board-shape.ts'

export type Total = {
  readonly count: number
  readonly sum: string | null
  /** Each amount times the probability of its stage; null where there is nothing to add up. */
  readonly weighted: string | null
}
export type RowTotal = Total & {
  readonly key: string
  /** What a referenced record is called. */
  readonly name: string | undefined
  /** How many cards it has in each column. */
  readonly counts: ReadonlyMap<string, number>
}
export type BoardTotals = {
  readonly columns: ReadonlyMap<string, Total>
  /** The swimlanes that have cards, in the report's order; undefined while unknown. */
  readonly rows: readonly RowTotal[] | undefined
}

const amountOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'amount' in value ? asText(value.amount) : asText(value) || null

const totalOf = (row: Readonly<Record<string, unknown>>): Total => ({
  count: Number(row.count ?? 0),
  sum: amountOf(row.sum),
  weighted: amountOf(row.weighted),
})

function run(entity: EntityView, shape: BoardShape, filter: unknown, rows: readonly string[]) {
  const { by, sum } = shape
  const weighted = { '*': [{ var: sum?.key }, { var: `${by.key}.probability` }] }
  return unwrap(
    client.reports.run({
      kind: 'report',
      specVersion: 1,
      type: 'summary',
      entity: entity.key,
      ...(filter === undefined ? {} : { filter }),
      rows: rows.map((field, at) => ({ id: `row_${at}`, key: `r${at}`, field })),
      ...(rows.length > 1 ? { totals: true } : {}),
      values: [
        { id: 'val_count', key: 'count', aggregate: 'count' },
        ...(sum ? [{ id: 'val_sum', key: 'sum', aggregate: 'sum', field: sum.key }] : []),
        ...(sum && shape.pipeline ? [{ id: 'val_weighted', key: 'weighted', aggregate: 'sum', value: weighted }] : []),
      ],
    }),
  )
}

/** How many cards every column and swimlane has, and what they add up to, however many are loaded: with the reader's rights. */
export function useBoardTotals(
  entity: EntityView,
  shape: BoardShape,
  { filter, known }: { readonly filter: unknown; readonly known: boolean },
): BoardTotals {
  const asked = { filter, by: shape.by.key, sum: shape.sum?.key, pipeline: shape.pipeline?.key }
  const { data: columns } = useQuery({
    queryKey: ['summary', entity.key, asked],
    enabled: known,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => run(entity, shape, filter, [shape.by.key]),
  })
  const rowKey = shape.rows?.key
  const { data: rows } = useQuery({
    queryKey: ['summary', entity.key, { ...asked, rows: rowKey ?? null }],
    enabled: rowKey !== undefined,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => run(entity, shape, filter, [rowKey ?? '', shape.by.key]),
  })
  const cells = rows?.rows.filter((row) => (row._level ?? 0) === 0) ?? []
  return {
    columns: new Map(
      known
        ? (columns?.rows ?? [])
            .filter((row) => (row._level ?? 0) === 0)
            .map((row) => [keyOfValue(row.r0), totalOf(row)])
        : [],
    ),
    rows: rows?.rows
      .filter((row) => row._level === 1)
      .map((row) => {
        const key = keyOfValue(row.r0)
        return {
          ...totalOf(row),
          key,
          name: asReference(row.r0)?.label,
          counts: new Map(
            cells
              .filter((cell) => keyOfValue(cell.r0) === key)
              .map((cell) => [keyOfValue(cell.r1), Number(cell.count ?? 0)]),
          ),
        }
      }),
  }
}
