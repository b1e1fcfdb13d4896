import type { ReportDocument } from '@atelier/definitions'
import type { CellView, ColumnView, ResultView } from '@atelier/reports/ui'

/** How a number came about, for those who ask: a share of two counts, or a measure of records. */
export type CellExplanation =
  | {
      readonly kind: 'share'
      readonly numerator: number
      readonly denominator: number
      /** The cells that count each. */
      readonly parts: { readonly numerator: CellView; readonly denominator: CellView }
      readonly from: string
      readonly to: string
      readonly of: 'toNext' | 'toWon'
    }
  | { readonly kind: 'measure'; readonly key: string }
  | { readonly kind: 'formula' }
  | { readonly kind: 'weighted' }

type Row = ResultView['rows'][number]
const number = (value: unknown): number => (typeof value === 'number' ? value : Number(value ?? 0))

/** The row of a result that a cell stands in. */
export function rowOf(result: ResultView, cell: CellView): Row | undefined {
  const wanted = Object.entries(cell.row)
  const size = wanted.length
  const dimensions = result.columns.filter((column) => column.role === 'dimension').length
  return result.rows.find(
    (row) =>
      (typeof row._level !== 'number' || row._level === dimensions - size) &&
      wanted.every(([key, value]) => JSON.stringify(row[key] ?? null) === JSON.stringify(value)),
  )
}

/** The value that a cell shows. */
export function cellValue(result: ResultView, cell: CellView): unknown {
  const value = rowOf(result, cell)?.[cell.value]
  if (cell.col === undefined) return value
  const [column] = Object.values(cell.col)
  const spread = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return spread.find(([key]) => key === String(column ?? ''))?.[1] ?? null
}

export const columnOf = (result: ResultView, cell: CellView): ColumnView | undefined =>
  result.columns.find((column) => column.id === cell.value)

/** Explains a cell from the report's definition and the result it stands in. */
export function explainCell(report: ReportDocument, result: ResultView, cell: CellView): CellExplanation {
  if (report.type === 'forecast' && cell.value !== 'amount' && cell.value !== 'count') return { kind: 'weighted' }
  if (report.type === 'funnel' && (cell.value === 'toNext' || cell.value === 'toWon')) {
    const row = rowOf(result, cell)
    const same = result.rows.filter((each) =>
      Object.entries(cell.row).every(
        ([key, value]) => key === 'stage' || JSON.stringify(each[key] ?? null) === JSON.stringify(value),
      ),
    )
    const next = row ? same[same.indexOf(row) + 1] : undefined
    const denominator = number(row?.count)
    const counted = { ...cell, value: 'count' }
    const share = number(row?.[cell.value])
    return {
      kind: 'share',
      denominator,
      numerator: cell.value === 'toNext' ? number(next?.count) : Math.round(share * denominator),
      parts: { numerator: cell, denominator: counted },
      from: String(row?.label ?? ''),
      to: String(next?.label ?? ''),
      of: cell.value,
    }
  }
  const value = report.values?.find((each) => each.key === cell.value)
  if (value?.formula !== undefined || value?.window !== undefined) return { kind: 'formula' }
  return { kind: 'measure', key: cell.value }
}
