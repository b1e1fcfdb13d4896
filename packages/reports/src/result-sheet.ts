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

/** A cell of a sheet: text, or a number with every digit. */
export type SheetCell = { readonly text: string; readonly isNumber: boolean }
export type SheetWords = CellWords & { readonly total: string }

const textCell = (text: string): SheetCell => ({ text, isNumber: false })

/** The table as it is shown, as lines of cells: labels as people read them, totals named, numbers exact. */
export function resultSheet(
  result: ResultView,
  words: SheetWords,
  say: (label: ColumnView['label']) => string,
): readonly (readonly SheetCell[])[] {
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
        textCell(at < kept ? dimensionText(column, row[column.id], words) : at === kept ? words.total : ''),
      ),
      ...spread.map(({ measure, column }): SheetCell => {
        const value = measureAt(row, measure.id, column)
        const text = value === null || value === undefined || isJson(value) ? '' : String(value)
        return { text, isNumber: /^-?\d+(\.\d+)?$/.test(text) }
      }),
    ]
  })
  return [head.map(textCell), ...lines]
}

/** The same as a csv file with a byte order mark. */
export function resultCsv(result: ResultView, words: SheetWords, say: (label: ColumnView['label']) => string): string {
  const lines = resultSheet(result, words, say).map((line) => line.map(({ text }) => csvCell(text)).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}
