import {
  type CellWords,
  type ColumnView,
  dimensionsOf,
  dimensionText,
  isJson,
  measureAt,
  measuresOf,
  type ResultView,
} from './result-view.ts'

/** A cell of a csv file: quoted where needed, and never a formula when a spreadsheet opens it. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

type Spread = { readonly measure: ColumnView; readonly column: string | undefined; readonly name: string }

/** The table as it is shown, as a csv file with a byte order mark: labels as people read them, numbers with every digit. */
export function resultCsv(
  result: ResultView,
  words: CellWords & { readonly total: string },
  say: (label: ColumnView['label']) => string,
): string {
  const dimensions = dimensionsOf(result)
  const spread: readonly Spread[] = measuresOf(result).flatMap((measure): Spread[] =>
    measure.values
      ? measure.values.map(({ value, label }) => ({
          measure,
          column: value,
          name: `${say(measure.label)} · ${label || words.none}`,
        }))
      : [{ measure, column: undefined, name: say(measure.label) }],
  )
  const head = [...dimensions.map((column) => say(column.label)), ...spread.map(({ name }) => name)]
  const lines = result.rows.map((row) => {
    const level = typeof row._level === 'number' ? row._level : 0
    const kept = dimensions.length - level
    return [
      ...dimensions.map((column, at) =>
        at < kept ? dimensionText(column, row[column.id], words) : at === kept ? words.total : '',
      ),
      ...spread.map(({ measure, column }) => {
        const value = measureAt(row, measure.id, column)
        return value === null || value === undefined || isJson(value) ? '' : String(value)
      }),
    ]
  })
  return `\uFEFF${[head, ...lines].map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`
}
