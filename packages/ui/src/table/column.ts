import type { ReactNode } from 'react'

/** One column of a `VirtualTable`. Widths are in px. */
export type TableColumn<Row> = {
  readonly key: string
  readonly label: string
  readonly icon?: ReactNode
  readonly width: number
  readonly align?: 'start' | 'end' | undefined
  readonly sortable?: boolean | undefined
  readonly editable?: ((row: Row) => boolean) | undefined
  readonly cell: (row: Row) => ReactNode
  /** What copying the cell gives. */
  readonly text?: ((row: Row) => string) | undefined
}

export type TableSort = { readonly key: string; readonly descending: boolean }

/** One line of a table: a row, the head of a group of rows, or a row that is still under way. All are equally high. */
export type TableLine<Row> =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'group'; readonly key: string; readonly isOpen: boolean; readonly head: ReactNode }
  | { readonly kind: 'wait' }

/** The lines of a table, however many there are; only those in sight need to be known. */
export type TableLines<Row> = {
  readonly count: number
  readonly at: (index: number) => TableLine<Row>
  /** Says which lines are in sight, both ends included, so that what is missing is fetched. */
  readonly inSight: (first: number, last: number) => void
}

/** Where the keyboard is: row and column counted from 0. */
export type Cursor = { readonly row: number; readonly column: number }

/** Cells from one corner to the other, both ends included. */
export type Block = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }

/** The block between two cells, whichever comes first. */
export const blockOf = (a: Cursor, b: Cursor): Block => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
})

export type Extent = { readonly rows: number; readonly columns: number; readonly page: number }

/** Where a key takes the cursor; `null` for keys that do not move it. It never leaves the table. */
export function moveCursor({ row, column }: Cursor, key: string, withCtrl: boolean, extent: Extent): Cursor | null {
  const clamp = (r: number, c: number): Cursor => ({
    row: Math.max(0, Math.min(extent.rows - 1, r)),
    column: Math.max(0, Math.min(extent.columns - 1, c)),
  })
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return clamp(withCtrl ? extent.rows - 1 : row + 1, column)
    case 'ArrowUp':
    case 'k':
      return clamp(withCtrl ? 0 : row - 1, column)
    case 'ArrowRight':
      return clamp(row, withCtrl ? extent.columns - 1 : column + 1)
    case 'ArrowLeft':
      return clamp(row, withCtrl ? 0 : column - 1)
    case 'Home':
      return clamp(withCtrl ? 0 : row, 0)
    case 'End':
      return clamp(withCtrl ? extent.rows - 1 : row, extent.columns - 1)
    case 'PageDown':
      return clamp(row + extent.page, column)
    case 'PageUp':
      return clamp(row - extent.page, column)
    default:
      return null
  }
}

/** How a pasted block lies on a chosen one: as it is, or repeated where the chosen one is a multiple of it. */
export function laidOut(cells: readonly (readonly string[])[], chosen: Block): readonly (readonly string[])[] {
  const height = cells.length
  const width = Math.max(...cells.map((line) => line.length))
  const [high, wide] = [chosen.bottom - chosen.top + 1, chosen.right - chosen.left + 1]
  const down = high % height === 0 ? high : height
  const across = wide % width === 0 ? wide : width
  return Array.from({ length: down }, (_, row) =>
    Array.from({ length: across }, (_, column) => cells[row % height]?.[column % width] ?? ''),
  )
}

/** Rows as a spreadsheet pastes them: tabs and line ends, quotes where a text holds one of them. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return rows.map((row) => row.map(cell).join('\t')).join('\n')
}

/** The cells of a block copied from a spreadsheet: the way back of `toTsv`. A line end at the very end is no row of its own. */
export function fromTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const cells = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y
  for (;;) {
    const found = cells.exec(plain)
    if (!found) break
    rows.at(-1)?.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'))
    if (found[3] === '\n') rows.push([])
    if (found[3] === '') break
  }
  return rows
}
