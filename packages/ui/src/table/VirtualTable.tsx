// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which a real table cannot do
import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { type Cursor, fromTsv, idsBetween, moveCursor, type TableColumn, type TableSort, toTsv } from './column.ts'
import { HeaderCell } from './HeaderCell.tsx'
import { selectWidth, TableRow } from './TableRow.tsx'

export type VirtualTableProps<Row> = {
  readonly label: string
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly rowName: (row: Row) => string
  readonly columns: readonly TableColumn<Row>[]
  /** How many rows there are in all, when known; `rows` may be the first of them. */
  readonly total?: number | undefined
  /** Called when the last loaded row comes near: fetch more, if there is more. */
  readonly onEnd?: (() => void) | undefined
  readonly sort?: TableSort | undefined
  readonly onSort?: ((key: string) => void) | undefined
  readonly widths?: Readonly<Record<string, number>> | undefined
  readonly onWidth?: ((key: string, width: number) => void) | undefined
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
  readonly onOpen: (row: Row) => void
  readonly opened?: string | undefined
  /** The control that edits a cell; it calls `close` when done, with `down` to go on below. */
  readonly editor?:
    | ((row: Row, column: TableColumn<Row>, close: (next?: 'down' | 'right') => void) => ReactNode)
    | undefined
  /** Keys that the table itself does not take, with the row under the cursor. */
  readonly onRowKey?: ((row: Row, event: KeyboardEvent) => void) | undefined
  /** A block of cells was pasted: its texts go down and to the right from the cell under the cursor. */
  readonly onPaste?: ((cells: readonly PastedCell<Row>[]) => void) | undefined
  /** The selected rows are to get the value that the cell under the cursor has. */
  readonly onFill?: ((from: Row, column: TableColumn<Row>, to: readonly Row[]) => void) | undefined
  readonly rowHeight?: number | undefined
}

export type PastedCell<Row> = { readonly row: Row; readonly column: TableColumn<Row>; readonly text: string }

const headHeight = 32

/**
 * A table of any length: only the rows in sight are drawn. Head and first column stay; arrows, Home, End and Page keys
 * move a cell cursor, Enter opens the first cell and edits the others, `e` edits, `x` or Space selects, Shift extends,
 * Ctrl+C copies the cell or the selected rows, Ctrl+V pastes a block of a spreadsheet, Ctrl+D fills the selected rows.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { rows, columns, rowId, selected, onSelect, onEnd, rowHeight = 36 } = props
  const t = useTexts(kitTexts)
  const base = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 0 })
  const [editing, setEditing] = useState(false)
  const [focused, setFocused] = useState(false)
  const anchor = useRef(0)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
  })
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 20) onEnd?.()
  }, [lastShown, rows.length, onEnd])
  // A new sort or filter may leave fewer rows than the cursor's.
  const at: Cursor = {
    row: Math.min(cursor.row, Math.max(0, rows.length - 1)),
    column: Math.min(cursor.column, Math.max(0, columns.length - 1)),
  }
  const width = (column: TableColumn<Row>) => props.widths?.[column.key] ?? column.width
  const totalWidth = selectWidth + columns.reduce((sum, column) => sum + width(column), 0)
  const ids = useMemo(() => rows.map(rowId), [rows, rowId])

  const go = (next: Cursor) => {
    setCursor(next)
    virtual.scrollToIndex(next.row)
    const pane = scroller.current
    const before = columns.slice(1, next.column).reduce((sum, column) => sum + width(column), 0)
    const first = columns[0]
    if (pane && first && next.column > 0) {
      const sticky = selectWidth + width(first)
      const cell = columns[next.column]
      const right = sticky + before + (cell ? width(cell) : 0)
      if (before < pane.scrollLeft) pane.scrollLeft = before
      else if (right > pane.scrollLeft + pane.clientWidth) pane.scrollLeft = right - pane.clientWidth
    }
  }
  const toggle = (index: number, extend: boolean) => {
    const next = new Set(selected)
    const id = ids[index]
    if (id === undefined) return
    if (extend) for (const each of idsBetween(ids, anchor.current, index)) next.add(each)
    else if (next.has(id)) next.delete(id)
    else next.add(id)
    anchor.current = index
    onSelect(next)
  }
  const canEdit = (cell: Cursor) => {
    const [row, column] = [rows[cell.row], columns[cell.column]]
    return row !== undefined && column?.editable?.(row) === true && props.editor !== undefined
  }
  const closeEditor = (next?: 'down' | 'right') => {
    setEditing(false)
    if (next) go(moveCursor(at, next === 'down' ? 'ArrowDown' : 'ArrowRight', false, extent) ?? at)
    scroller.current?.focus({ preventScroll: true })
  }
  const extent = {
    rows: rows.length,
    columns: columns.length,
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2),
  }
  // Rows are drawn again only when they change: what they call stays the same function and reads what is newest.
  const latest = useRef({ toggle, cell: (_: Cursor) => {}, edit: (_: Cursor) => {} })
  latest.current = {
    toggle,
    cell: (here) => {
      const again = here.row === at.row && here.column === at.column && focused
      setEditing(again && canEdit(here))
      setCursor(here)
      if (!(again && canEdit(here))) scroller.current?.focus({ preventScroll: true })
    },
    edit: (here) => {
      setCursor(here)
      if (canEdit(here)) setEditing(true)
    },
  }
  const onToggle = useCallback((index: number, extend: boolean) => latest.current.toggle(index, extend), [])
  const onCell = useCallback((row: number, column: number) => latest.current.cell({ row, column }), [])
  const onEdit = useCallback((row: number, column: number) => latest.current.edit({ row, column }), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || event.target !== event.currentTarget || rows.length === 0) return
    const ctrl = event.ctrlKey || event.metaKey
    const next = ctrl && /^[jk]$/.test(event.key) ? null : moveCursor(at, event.key, ctrl, extent)
    const row = rows[at.row]
    if (next) {
      if (event.shiftKey && next.row !== at.row) toggle(next.row, true)
      go(next)
    } else if ((event.key === 'x' && !ctrl) || event.key === ' ') toggle(at.row, event.shiftKey)
    else if (event.key === 'd' && ctrl && props.onFill) fill()
    else if (event.key === 'a' && ctrl) onSelect(new Set(ids))
    else if (event.key === 'Escape' && selected.size > 0) onSelect(new Set())
    else if ((event.key === 'e' && !ctrl) || event.key === 'F2') {
      if (!canEdit(at)) return
      setEditing(true)
    } else if (event.key === 'Enter' && row !== undefined) {
      if (at.column > 0 && canEdit(at) && !ctrl) setEditing(true)
      else props.onOpen(row)
    } else {
      if (row !== undefined) props.onRowKey?.(row, event)
      return
    }
    event.preventDefault()
  }
  const fill = () => {
    const [row, column] = [rows[at.row], columns[at.column]]
    if (row === undefined || !column || !props.onFill) return
    const others = rows.filter((each) => each !== row && selected.has(rowId(each)) && column.editable?.(each) === true)
    if (others.length > 0) props.onFill(row, column, others)
  }
  const paste = (text: string) => {
    const cells = fromTsv(text).flatMap((line, down) =>
      line.flatMap((cell, right): readonly PastedCell<Row>[] => {
        const [row, column] = [rows[at.row + down], columns[at.column + right]]
        return row !== undefined && column?.editable?.(row) === true ? [{ row, column, text: cell }] : []
      }),
    )
    if (cells.length > 0) props.onPaste?.(cells)
  }
  const copyText = () => {
    const text = (row: Row) => (column: TableColumn<Row>) => column.text?.(row) ?? ''
    if (selected.size > 0) {
      const chosen = rows.filter((row) => selected.has(rowId(row)))
      return toTsv([columns.map((column) => column.label), ...chosen.map((row) => columns.map(text(row)))])
    }
    const [row, column] = [rows[at.row], columns[at.column]]
    return row !== undefined && column ? text(row)(column) : ''
  }
  const allSelected = rows.length > 0 && selected.size >= rows.length
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.total ?? -1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={rows.length > 0 ? `${base}-${at.row}-${at.column}` : undefined}
      className="vt"
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => setFocused(event.target === event.currentTarget)}
      onBlur={() => setFocused(false)}
      onPaste={(event) => {
        if (event.target !== event.currentTarget || editing || !props.onPaste) return
        event.preventDefault()
        paste(event.clipboardData.getData('text/plain'))
      }}
      onCopy={(event) => {
        if (event.target !== event.currentTarget || editing) return
        event.preventDefault()
        event.clipboardData.setData('text/plain', copyText())
      }}
    >
      <div className="vt-size" style={{ height: virtual.getTotalSize(), minWidth: totalWidth }}>
        <div role="row" tabIndex={-1} aria-rowindex={1} className="vt-row vt-head" style={{ height: headHeight }}>
          <div
            role="columnheader"
            tabIndex={-1}
            aria-colindex={1}
            className="vt-cell vt-select"
            style={{ width: selectWidth }}
          >
            <Checkbox
              tabIndex={-1}
              aria-label={t('selectAll')}
              checked={allSelected}
              indeterminate={selected.size > 0 && !allSelected}
              onChange={() => onSelect(allSelected ? new Set() : new Set(ids))}
            />
          </div>
          {columns.map((column, index) => (
            <HeaderCell
              key={column.key}
              column={column}
              index={index}
              width={width(column)}
              sort={props.sort}
              onSort={props.onSort}
              onWidth={props.onWidth}
            />
          ))}
        </div>
        {items.map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          const id = ids[item.index] ?? ''
          const isHere = at.row === item.index
          const column = isHere ? columns[at.column] : undefined
          return (
            <TableRow
              key={id}
              row={row}
              id={id}
              name={props.rowName(row)}
              index={item.index}
              top={item.start}
              height={rowHeight}
              base={base}
              columns={columns}
              widths={props.widths}
              isSelected={selected.has(id)}
              isOpen={props.opened === id}
              cursor={isHere && (focused || editing) ? at.column : -1}
              editor={isHere && editing && column && props.editor ? props.editor(row, column, closeEditor) : null}
              onToggle={onToggle}
              onCell={onCell}
              onEdit={onEdit}
            />
          )
        })}
      </div>
    </div>
  )
}
