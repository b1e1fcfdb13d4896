import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { type Block, blockOf, type Cursor, type TableColumn, type TableLines } from './column.ts'

export type GridInput<Row> = {
  readonly lines: TableLines<Row>
  readonly columns: readonly TableColumn<Row>[]
  readonly canEdit: (cell: Cursor) => boolean
  readonly reveal: (cell: Cursor) => void
}

export type Grid = {
  readonly at: Cursor
  readonly reach: Cursor
  readonly block: Block
  readonly hasBlock: boolean
  readonly mode: 'row' | 'cell'
  readonly editing: boolean
  readonly focused: boolean
  /** Goes to a cell, the only one that is chosen then. */
  readonly go: (cell: Cursor, mode: 'row' | 'cell') => void
  /** Chooses the block from the cursor to a cell. */
  readonly extend: (cell: Cursor) => void
  readonly edit: (cell: Cursor) => void
  readonly stopEditing: (stays: boolean) => void
  readonly toRow: () => void
  readonly setFocused: (focused: boolean) => void
  readonly grid: RefObject<HTMLDivElement | null>
  /** Takes the focus in a cell that can be edited: what is typed there, letter by letter or composed, opens the editor. */
  readonly keys: RefObject<HTMLTextAreaElement | null>
}

/** Where the keyboard is in a table, what is chosen from there, and whether it is edited. */
export function useGrid<Row>({ lines, columns, canEdit, reveal }: GridInput<Row>): Grid {
  const grid = useRef<HTMLDivElement>(null)
  const keys = useRef<HTMLTextAreaElement>(null)
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 0 })
  const [corner, setCorner] = useState<Cursor | null>(null)
  const [mode, setMode] = useState<'row' | 'cell'>('row')
  const [editing, setEditing] = useState(false)
  const [focused, setFocused] = useState(false)
  // A new sort or filter may leave fewer rows than the cursor's.
  const inside = (cell: Cursor): Cursor => ({
    row: Math.max(0, Math.min(cell.row, lines.count - 1)),
    column: Math.max(0, Math.min(cell.column, columns.length - 1)),
  })
  const at = inside(cursor)
  const reach = corner ? inside(corner) : at
  const block = blockOf(at, reach)
  const types = mode === 'cell' && canEdit(at)
  useLayoutEffect(() => {
    if (focused && !editing) (types ? keys.current : grid.current)?.focus({ preventScroll: true })
  }, [focused, editing, types])
  return {
    at,
    reach,
    block,
    hasBlock: block.top !== block.bottom || block.left !== block.right,
    mode,
    editing,
    focused,
    grid,
    keys,
    setFocused,
    go: (cell, next) => {
      setCursor(cell)
      setCorner(null)
      setMode(next)
      setFocused(true)
      reveal(cell)
    },
    extend: (cell) => {
      setCorner(cell)
      setMode('cell')
      reveal(cell)
    },
    edit: (cell) => {
      if (!canEdit(cell)) return
      setCursor(cell)
      setCorner(null)
      setMode('cell')
      setEditing(true)
    },
    stopEditing: (stays) => {
      setEditing(false)
      setFocused(stays)
    },
    toRow: () => {
      setCorner(null)
      if (!corner) setMode('row')
    },
  }
}
