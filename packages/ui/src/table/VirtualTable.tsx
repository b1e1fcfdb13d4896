// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which a real table cannot do
import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { type Cursor, idsBetween, moveCursor, type TableColumn, type TableSort, toTsv } from './column.ts'
import { HeaderCell } from './HeaderCell.tsx'

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
  readonly rowHeight?: number | undefined
}

const selectWidth = 44
const headHeight = 32

/**
 * A table of any length: only the rows in sight are drawn. Head and first column stay; arrows, Home, End and Page keys
 * move a cell cursor, Enter opens the first cell and edits the others, `e` edits, `x` or Space selects, Shift extends,
 * Ctrl+C copies the cell or the selected rows.
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
  const ids = rows.map(rowId)

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
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || event.target !== event.currentTarget || rows.length === 0) return
    const ctrl = event.ctrlKey || event.metaKey
    const next = ctrl && /^[jk]$/.test(event.key) ? null : moveCursor(at, event.key, ctrl, extent)
    const row = rows[at.row]
    if (next) {
      if (event.shiftKey && next.row !== at.row) toggle(next.row, true)
      go(next)
    } else if ((event.key === 'x' && !ctrl) || event.key === ' ') toggle(at.row, event.shiftKey)
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
          const id = rowId(row)
          const chosen = selected.has(id)
          return (
            <div
              key={id}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              aria-selected={chosen}
              className={`vt-row${chosen ? ' is-selected' : ''}${props.opened === id ? ' is-open' : ''}`}
              style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
            >
              <div
                role="gridcell"
                tabIndex={-1}
                aria-colindex={1}
                className="vt-cell vt-select"
                style={{ width: selectWidth }}
              >
                <Checkbox
                  tabIndex={-1}
                  aria-label={`${t('selectRow')}: ${props.rowName(row)}`}
                  checked={chosen}
                  onClick={(event) => toggle(item.index, event.shiftKey)}
                  readOnly
                />
              </div>
              {columns.map((column, index) => {
                const isCursor = at.row === item.index && at.column === index
                const isEditing = isCursor && editing
                const here = { row: item.index, column: index }
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes the keys
                  <div
                    key={column.key}
                    id={`${base}-${item.index}-${index}`}
                    role="gridcell"
                    tabIndex={-1}
                    aria-colindex={index + 2}
                    className={`vt-cell${column.align === 'end' ? ' is-end' : ''}${index === 0 ? ' is-first' : ''}${
                      isCursor && focused ? ' is-cursor' : ''
                    }${isEditing ? ' is-editing' : ''}`}
                    style={{ width: width(column) }}
                    onClick={() => {
                      if (isEditing) return
                      const again = isCursor && focused
                      setEditing(again && canEdit(here))
                      setCursor(here)
                      if (!(again && canEdit(here))) scroller.current?.focus({ preventScroll: true })
                    }}
                    onDoubleClick={() => {
                      if (!isEditing && canEdit(here)) setEditing(true)
                    }}
                  >
                    {isEditing && props.editor ? props.editor(row, column, closeEditor) : column.cell(row)}
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
    </div>
  )
}
