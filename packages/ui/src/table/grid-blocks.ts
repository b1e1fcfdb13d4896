import { type Block, fromTsv, laidOut, type TableColumn, type TableLines, toTsv } from './column.ts'

export type PastedCell<Row> = { readonly row: Row; readonly column: TableColumn<Row>; readonly text: string }
export type FilledCell<Row> = { readonly row: Row; readonly column: TableColumn<Row>; readonly from: Row }

/** The rows among some lines, heads of groups and what is not there yet left out. */
export function rowsIn<Row>(lines: TableLines<Row>, first: number, last: number): readonly Row[] {
  const rows: Row[] = []
  for (let at = Math.max(0, first); at <= Math.min(last, lines.count - 1); at++) {
    const line = lines.at(at)
    if (line.kind === 'row') rows.push(line.row)
  }
  return rows
}

/** Some rows as a spreadsheet takes them. */
export const copied = <Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[]): string =>
  toTsv(rows.map((row) => columns.map((column) => column.text?.(row) ?? '')))

/** Where the cells of a pasted text go: from the first cell of the block on, over rows alone. Those that cannot be edited are counted. */
export function pastedInto<Row>(
  text: string,
  lines: TableLines<Row>,
  columns: readonly TableColumn<Row>[],
  block: Block,
): { readonly cells: readonly PastedCell<Row>[]; readonly locked: number } {
  const laid = laidOut(fromTsv(text), block)
  // Heads of groups in between take no line of what is pasted.
  const rows = rowsIn(lines, block.top, block.top + laid.length * 2 + 20)
  let locked = 0
  const cells = laid.flatMap((line, down) =>
    line.flatMap((cell, right): readonly PastedCell<Row>[] => {
      const [row, column] = [rows[down], columns[block.left + right]]
      if (row === undefined || !column) return []
      if (column.editable?.(row) === true) return [{ row, column, text: cell }]
      locked++
      return []
    }),
  )
  return { cells, locked }
}

/** What fills the rows `to` from the rows of a block, over and over, in the columns of the block. */
export function filledFrom<Row>(
  from: readonly Row[],
  to: readonly Row[],
  columns: readonly TableColumn<Row>[],
): readonly FilledCell<Row>[] {
  return to.flatMap((row, at) => {
    const source = from[at % from.length]
    return source === undefined
      ? []
      : columns.flatMap((column) => (column.editable?.(row) === true ? [{ row, column, from: source }] : []))
  })
}
