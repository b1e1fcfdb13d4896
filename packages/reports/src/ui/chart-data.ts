import {
  asNumber,
  type CellView,
  type CellWords,
  type ColumnView,
  dimensionsOf,
  dimensionText,
  levelOf,
  measureAt,
  measuresOf,
  type ResultView,
} from '../result-view.ts'

export const chartTypes = ['column', 'bar', 'stacked', 'line', 'area', 'pie'] as const
export type ChartType = (typeof chartTypes)[number]

/** One run of values over the categories, with the cell that each stands for. */
export type ChartSeries = {
  readonly name: string
  readonly measure: ColumnView
  readonly points: readonly { readonly value: number | null; readonly raw: unknown; readonly cell: CellView | null }[]
}
export type ChartData = { readonly categories: readonly string[]; readonly series: readonly ChartSeries[] }

/** Types of columns that are stretches of time. */
export const periodTypes: readonly string[] = ['day', 'week', 'month', 'quarter', 'year', 'fiscalQuarter', 'fiscalYear']
const most = 40

/** The chart that a document names, in the names that charts are known by; undefined for tables and unknown ones. */
export function chartTypeOf(name: string | undefined): ChartType | undefined {
  const aliases: Readonly<Record<string, ChartType>> = { leaderboard: 'bar', donut: 'pie', stackedColumn: 'stacked' }
  return chartTypes.find((type) => type === name) ?? (name === undefined ? undefined : aliases[name])
}

/**
 * The numbers of a chart: categories are the rows of data (totals left out, at most 40), series the columns of a pivot, else the measures of the
 * same kind as the first: amounts and percentages do not share an axis.
 */
export function chartData(
  result: ResultView,
  options: { readonly by?: string | undefined; readonly words: CellWords },
  say: (label: ColumnView['label']) => string,
): ChartData {
  const dimensions = dimensionsOf(result)
  const measures = measuresOf(result)
  const first = measures.find((measure) => measure.id === options.by) ?? measures.find(isAmount) ?? measures[0]
  const rows = result.rows.filter((row) => levelOf(row) === 0).slice(0, most)
  const categories = rows.map((row) =>
    dimensions.map((column) => dimensionText(column, row[column.id], options.words)).join(' · '),
  )
  if (!first) return { categories, series: [] }
  const rowOf = (row: (typeof rows)[number]) =>
    Object.fromEntries(dimensions.map((column) => [column.id, row[column.id] ?? null]))
  if (first.values) {
    return {
      categories,
      series: first.values.map(({ value, label, cells }) => ({
        name: label || options.words.none,
        measure: first,
        points: rows.map((row) => {
          const raw = measureAt(row, first.id, value)
          return { raw, value: asNumber(raw), cell: { row: rowOf(row), col: cells, value: first.id } }
        }),
      })),
    }
  }
  const alike = measures.filter((measure) => isAmount(measure) === isAmount(first) && measure.format === first.format)
  const shown = options.by === undefined ? alike : [first]
  return {
    categories,
    series: shown.map((measure) => ({
      name: say(measure.label),
      measure,
      points: rows.map((row) => ({
        raw: row[measure.id],
        value: asNumber(row[measure.id]),
        cell: { row: rowOf(row), value: measure.id },
      })),
    })),
  }
}

const isAmount = (measure: ColumnView): boolean => measure.type !== 'count' && measure.format !== 'percent'
