import {
  asNumber,
  dimensionsOf,
  dimensionText,
  levelOf,
  measureAt,
  measuresOf,
  type ResultView,
} from '../result-view.ts'
import { type ChartType, periodTypes } from './chart-data.ts'

/** Why a chart suits a result, for people who ask. */
export type ChartReason = 'time' | 'volume' | 'ranking' | 'few' | 'parts' | 'whole'
export type ChartSuggestion = { readonly type: ChartType; readonly reason: ChartReason }

const fewest = 2
const words = { none: '', others: '', overdue: '', yes: '', no: '' }

/**
 * The charts that suit a result, the best first, judged by the question's shape: over time or not, how many, how long their names, whether there are
 * columns, whether parts add up to a whole. None where there is nothing to compare.
 */
export function suggestCharts(result: ResultView): readonly ChartSuggestion[] {
  const dimensions = dimensionsOf(result)
  const [first] = dimensions
  const [measure] = measuresOf(result)
  const rows = result.rows.filter((row) => levelOf(row) === 0)
  if (!first || !measure || rows.length < fewest) return []
  const spread = measure.values ?? []
  const isTime = dimensions.length === 1 && periodTypes.includes(first.type)
  const numbers = rows.flatMap((row) =>
    spread.length > 0 ? spread.map(({ value }) => measureAt(row, measure.id, value)) : [row[measure.id]],
  )
  const isWhole = measure.format !== 'percent' && numbers.every((value) => (asNumber(value) ?? 0) >= 0)
  const longest = Math.max(...rows.map((row) => dimensionText(first, row[first.id], words).length))
  const suggest = (type: ChartType, reason: ChartReason): ChartSuggestion => ({ type, reason })
  if (isTime) {
    const long = rows.length > 12
    const best = long ? suggest('line', 'time') : suggest('column', 'time')
    const other = long ? suggest('column', 'time') : suggest('line', 'time')
    const volume = spread.length > 1 && isWhole ? [suggest('stacked', 'parts')] : []
    return [best, ...volume, other, suggest('area', 'volume')]
  }
  const ranking = suggest('bar', 'ranking')
  const few = suggest('column', 'few')
  const many = dimensions.length > 1 || rows.length > 8 || longest > 10
  const plain = many ? [ranking, few] : [few, ranking]
  if (spread.length > 1) return isWhole ? [suggest('stacked', 'parts'), ...plain] : plain
  return isWhole && dimensions.length === 1 && rows.length <= 6 ? [...plain, suggest('pie', 'whole')] : plain
}
