import type { CSSProperties } from 'react'
import type { TableColumn } from './column.ts'

/** A column with its place: how wide, and where it stays while the others scroll. */
export type PlacedColumn<Row> = {
  readonly column: TableColumn<Row>
  readonly width: number
  /** In px from the left edge, of a column that stays. */
  readonly left: number | undefined
  readonly isLastFrozen: boolean
  readonly style: CSSProperties
}

/** The columns side by side from `start` px on, the first `frozen` of them staying while the others scroll. */
export function placeColumns<Row>(
  columns: readonly TableColumn<Row>[],
  frozen: number,
  start: number,
): readonly PlacedColumn<Row>[] {
  let left = start
  return columns.map((column, at) => {
    const stays = at < frozen ? left : undefined
    left += column.width
    return {
      column,
      width: column.width,
      left: stays,
      isLastFrozen: at === frozen - 1,
      style: stays === undefined ? { width: column.width } : { width: column.width, left: stays },
    }
  })
}

/** How far to scroll sideways so that a column is seen whole; `now` where it is already. */
export function scrollFor<Row>(
  placed: readonly PlacedColumn<Row>[],
  at: number,
  start: number,
  now: number,
  room: number,
): number {
  const target = placed[at]
  if (!target || target.left !== undefined) return now
  const widthOf = (columns: readonly PlacedColumn<Row>[]) => columns.reduce((sum, { width }) => sum + width, 0)
  const sticky = start + widthOf(placed.filter(({ left }) => left !== undefined))
  const before = start + widthOf(placed.slice(0, at))
  if (before - now < sticky) return before - sticky
  return before + target.width > now + room ? before + target.width - room : now
}
