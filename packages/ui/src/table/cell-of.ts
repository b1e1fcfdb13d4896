import type { Cursor } from './column.ts'

/** The cell of a table that an element belongs to, by what it says of itself; the column is -1 at the box that selects the row. */
export function cellOf(target: EventTarget | null): Cursor | null {
  if (!(target instanceof Element)) return null
  const row = target.closest('[role="row"]')?.getAttribute('aria-rowindex')
  const column = target.closest('[role="gridcell"]')?.getAttribute('aria-colindex')
  return row && column ? { row: Number(row) - 2, column: Number(column) - 2 } : null
}
