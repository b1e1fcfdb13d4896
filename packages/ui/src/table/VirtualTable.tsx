// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which a real table cannot do
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { cellOf } from './cell-of.ts'
import { type Cursor, moveCursor, type TableColumn, type TableLines, type TableSort, toTsv } from './column.ts'
import { copied, type FilledCell, filledFrom, type PastedCell, pastedInto, rowsIn } from './grid-blocks.ts'
import { commandOf } from './grid-command.ts'
import { type HeadActions, HeaderCell } from './HeaderCell.tsx'
import { GroupLine, WaitLine } from './OtherLines.tsx'
import { placeColumns, scrollFor } from './place-columns.ts'
import { selectWidth, TableRow } from './TableRow.tsx'
import { useGrid } from './use-grid.ts'
import { useLinesInSight } from './use-lines-in-sight.ts'

export type { FilledCell, PastedCell } from './grid-blocks.ts'

/** How a cell's editor begins and ends. */
export type CellEditing = {
  /** What was typed to open it, and since, and whether that was ended already; given once. */
  readonly typed: () => { readonly text: string; readonly next: 'down' | 'right' | undefined }
  /** Goes on beside or below, stays, or leaves the table to where the focus has gone. */
  readonly close: (next: 'down' | 'right' | 'left' | 'stay' | 'gone') => void
}
export type Point = { readonly x: number; readonly y: number }

export type VirtualTableProps<Row> = HeadActions & {
  readonly label: string
  readonly lines: TableLines<Row>
  readonly rowId: (row: Row) => string
  readonly rowName: (row: Row) => string
  readonly columns: readonly TableColumn<Row>[]
  /** How many of the columns stay while the others scroll. */
  readonly frozen?: number | undefined
  /** How many rows there are in all, when known. */
  readonly total?: number | undefined
  readonly sort?: readonly TableSort[] | undefined
  readonly selected: ReadonlyMap<string, Row>
  readonly onSelect: (rows: ReadonlyMap<string, Row>) => void
  readonly onOpen: (row: Row) => void
  readonly onFold?: ((group: string) => void) | undefined
  readonly opened?: string | undefined
  /** The cell whose value has just been saved. */
  readonly saved?: { readonly id: string; readonly column: string } | undefined
  /** The control that edits a cell. */
  readonly editor?: ((row: Row, column: TableColumn<Row>, editing: CellEditing) => ReactNode) | undefined
  /** Keys that the table itself does not take, with the row under the cursor. */
  readonly onRowKey?: ((row: Row, event: KeyboardEvent) => void) | undefined
  /** Texts for cells: pasted, or emptied. `locked` counts the cells in between that cannot be edited. */
  readonly onPaste?: ((cells: readonly PastedCell<Row>[], locked: number) => void) | undefined
  /** Cells are to get the values of others. */
  readonly onFill?: ((cells: readonly FilledCell<Row>[]) => void) | undefined
  readonly onMenu?: ((row: Row, at: Point) => void) | undefined
  readonly rowHeight?: number | undefined
}

const headHeight = 32
/** So many lines are drawn beyond those in sight. */
const overscan = 8
/** Browsers draw nothing that is higher. */
const highest = 32_000_000
const arrows: Readonly<Record<string, string>> = { down: 'ArrowDown', right: 'ArrowRight', left: 'ArrowLeft' }
const unsorted: readonly TableSort[] = []

/**
 * A table of any length: only the lines in sight are drawn. Head and first columns stay. The keyboard is at a row, where letters are
 * commands (`x` or Space selects, `e` edits, `j` and `k` go on), or, after an arrow sideways or a click, in a cell, where typing edits;
 * Escape goes back. Shift and dragging choose a block: Ctrl+C copies it, Ctrl+V pastes, Delete empties, Ctrl+D and its handle fill.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { lines, columns, rowId, selected, onSelect, rowHeight = 36, frozen = 1, sort = unsorted } = props
  const t = useTexts(kitTexts)
  const base = useId()
  const anchor = useRef(0)
  // Quick hands end a cell before its editor is there.
  const ended = useRef<'down' | 'right' | undefined>(undefined)
  const [fillTo, setFillTo] = useState<number | null>(null)
  const placed = useMemo(() => placeColumns(columns, frozen, selectWidth), [columns, frozen])
  const rowAt = (index: number): Row | undefined => {
    const line = index >= 0 && index < lines.count ? lines.at(index) : undefined
    return line?.kind === 'row' ? line.row : undefined
  }
  const canEdit = (cell: Cursor): boolean => {
    const [row, column] = [rowAt(cell.row), columns[cell.column]]
    return row !== undefined && column?.editable?.(row) === true && props.editor !== undefined
  }
  const state = useGrid({
    lines,
    columns,
    canEdit,
    reveal: (cell) => {
      reveal(cell.row)
      const pane = grid.current
      if (pane) pane.scrollLeft = scrollFor(placed, cell.column, selectWidth, pane.scrollLeft, pane.clientWidth)
    },
  })
  const { at, block, mode, editing, focused, grid, keys } = state
  const { first, last, reveal } = useLinesInSight(grid, lines.count, rowHeight, headHeight)
  useEffect(() => lines.inSight(first, last), [lines, first, last])
  // What is edited is always drawn, so that scrolling away takes no edit along.
  const from = Math.max(0, first - overscan)
  const to = Math.min(lines.count - 1, last + overscan)
  const drawn = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
  if (editing && (at.row < from || at.row > to)) drawn.push(at.row)
  const totalWidth = selectWidth + columns.reduce((sum, column) => sum + column.width, 0)
  const extent = {
    rows: lines.count,
    columns: columns.length,
    page: Math.max(1, Math.floor((grid.current?.clientHeight ?? 400) / rowHeight) - 2),
  }
  const select = (rows: readonly Row[], isOn = true) => {
    const next = new Map(selected)
    for (const row of rows) {
      if (isOn) next.set(rowId(row), row)
      else next.delete(rowId(row))
    }
    onSelect(next)
  }
  const toggle = (index: number, extend: boolean) => {
    const row = rowAt(index)
    if (row === undefined) return
    if (extend) select(rowsIn(lines, Math.min(anchor.current, index), Math.max(anchor.current, index)))
    else select([row], !selected.has(rowId(row)))
    anchor.current = index
  }
  const loaded = () => rowsIn(lines, 0, lines.count - 1)
  const blockColumns = columns.slice(block.left, block.right + 1)
  const fill = (from: readonly Row[], to: readonly Row[], over: readonly TableColumn<Row>[]) => {
    const cells = filledFrom(from, to, over)
    if (cells.length > 0) props.onFill?.(cells)
  }
  // Down the block from its first row; with rows selected, from the cell of the cursor to all of them.
  const fillDown = () => {
    const [row, column] = [rowAt(at.row), columns[at.column]]
    if (block.top < block.bottom)
      fill(rowsIn(lines, block.top, block.top), rowsIn(lines, block.top + 1, block.bottom), blockColumns)
    else if (row !== undefined && column)
      fill(
        [row],
        [...selected].flatMap(([id, each]) => (id === rowId(row) ? [] : [each])),
        [column],
      )
  }
  const paste = (text: string) => {
    const { cells, locked } = pastedInto(text, lines, columns, block)
    if (cells.length + locked > 0) props.onPaste?.(cells, locked)
  }
  const empty = () => {
    const cells = rowsIn(lines, block.top, block.bottom).flatMap((row) =>
      blockColumns.flatMap((column) => (column.editable?.(row) === true ? [{ row, column, text: '' }] : [])),
    )
    if (cells.length > 0) props.onPaste?.(cells, 0)
  }
  const copy = () => {
    if (selected.size > 0 && !state.hasBlock)
      return `${toTsv([columns.map(({ label }) => label)])}\n${copied([...selected.values()], columns)}`
    const rows = rowsIn(lines, block.top, block.bottom)
    const [row, column] = [rows[0], blockColumns[0]]
    return state.hasBlock || row === undefined ? copied(rows, blockColumns) : (column?.text?.(row) ?? '')
  }
  const fold = (index: number) => {
    const line = lines.at(index)
    if (line.kind === 'group') props.onFold?.(line.key)
  }
  const menuAtCell = () => {
    const [row, cell] = [rowAt(at.row), document.getElementById(`${base}-${at.row}-${at.column}`)]
    const box = cell?.getBoundingClientRect()
    if (row !== undefined && box) props.onMenu?.(row, { x: box.left + 12, y: box.bottom })
  }
  const editing_: CellEditing = {
    typed: () => {
      const text = keys.current?.value ?? ''
      if (keys.current) keys.current.value = ''
      const next = ended.current
      ended.current = undefined
      return { text, next }
    },
    close: (next) => {
      if (keys.current) keys.current.value = ''
      ended.current = undefined
      state.stopEditing(next !== 'gone')
      const to = next in arrows ? moveCursor(at, arrows[next] ?? '', false, extent) : null
      if (to) state.go(to, 'cell')
    },
  }
  const isOurs = (target: EventTarget | null) => target === grid.current || target === keys.current
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing && event.target === keys.current && !event.nativeEvent.isComposing) {
      if (event.key === 'Escape') editing_.close('stay')
      else if (event.key === 'Enter' || event.key === 'Tab') ended.current = event.key === 'Tab' ? 'right' : 'down'
      else return
      event.preventDefault()
      return
    }
    if (editing || !isOurs(event.target) || lines.count === 0 || event.nativeEvent.isComposing) return
    const { kind } = lines.at(at.row)
    const command = commandOf(event, {
      at,
      reach: state.reach,
      mode,
      line: kind,
      canEdit: canEdit(at),
      hasBlock: state.hasBlock,
      hasSelected: selected.size > 0,
      extent,
    })
    const row = rowAt(at.row)
    if (!command) {
      if (row !== undefined && event.target === grid.current) props.onRowKey?.(row, event)
      return
    }
    event.preventDefault()
    switch (command.do) {
      case 'move':
        return state.go(command.to, command.mode)
      case 'reach':
        return state.extend(command.to)
      case 'sweep':
        toggle(command.to.row, true)
        return state.go(command.to, 'row')
      case 'edit':
        return state.edit(at)
      case 'open':
        return row === undefined ? undefined : props.onOpen(row)
      case 'toggle':
        return toggle(at.row, command.extend)
      case 'selectAll':
        return select(loaded())
      case 'deselect':
        return onSelect(new Map())
      case 'row':
        return state.toRow()
      case 'fill':
        return fillDown()
      case 'empty':
        return empty()
      case 'menu':
        return menuAtCell()
      case 'fold':
        return fold(at.row)
      case 'head':
        return grid.current?.querySelectorAll<HTMLElement>('[data-head]')[at.column]?.focus()
    }
  }
  const drag = async (pointerId: number, onCell: (cell: Cursor) => void, onEnd: () => void) => {
    const { dragCells } = await import('./drag-cells.ts')
    if (grid.current) dragCells(grid.current, pointerId, onCell, onEnd)
  }
  const latest = useRef(state)
  latest.current = state
  const again = useRef(false)
  const isControl = (target: EventTarget | null) =>
    target instanceof Element && target.closest('button, a, input, .is-editing, .vt-head') !== null
  const selectedHere = selected.size
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the grid and of what takes its typing come by here
    <div
      className="vt-frame"
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (isOurs(event.target)) state.setFocused(true)
      }}
      onBlur={(event) => {
        if (!isOurs(event.relatedTarget)) state.setFocused(false)
      }}
      onPaste={(event) => {
        if (editing || !props.onPaste || !isOurs(event.target)) return
        event.preventDefault()
        paste(event.clipboardData.getData('text/plain'))
      }}
      onCopy={(event) => {
        if (editing || !isOurs(event.target)) return
        event.preventDefault()
        event.clipboardData.setData('text/plain', copy())
      }}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the frame around takes the keys */}
      <div
        ref={grid}
        role="grid"
        id={base}
        aria-label={props.label}
        aria-rowcount={props.total ?? -1}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={lines.count > 0 ? `${base}-${at.row}-${at.column}` : undefined}
        className="vt"
        tabIndex={0}
        onPointerDown={(event) => {
          const cell = cellOf(event.target)
          if (event.button !== 0 || !cell) return
          if (event.target instanceof Element && event.target.closest('[data-fill]')) {
            event.preventDefault()
            let to = block.bottom
            void drag(
              event.pointerId,
              (over) => {
                to = Math.max(block.bottom, over.row)
                setFillTo(to)
              },
              () => {
                setFillTo(null)
                fill(rowsIn(lines, block.top, block.bottom), rowsIn(lines, block.bottom + 1, to), blockColumns)
              },
            )
            return
          }
          if (isControl(event.target) || cell.column < 0 || rowAt(cell.row) === undefined) return
          // The browser would choose text, and give the focus to the cell itself.
          event.preventDefault()
          // What is edited is saved where it is left.
          if (editing && document.activeElement instanceof HTMLElement) document.activeElement.blur()
          if (event.shiftKey && focused) return state.extend(cell)
          again.current =
            focused && mode === 'cell' && !state.hasBlock && cell.row === at.row && cell.column === at.column
          anchor.current = cell.row
          state.go(cell, 'cell')
          if (event.pointerType === 'mouse')
            void drag(
              event.pointerId,
              (over) => {
                again.current = false
                if (over.row !== cell.row || over.column !== cell.column) latest.current.extend(over)
              },
              () => undefined,
            )
        }}
        onClick={(event) => {
          const cell = cellOf(event.target)
          if (!(event.target instanceof Element) || !cell) return
          if (event.target.closest('.vt-group-button')) return fold(cell.row)
          if (event.target.closest('.vt-check')) return toggle(cell.row, event.shiftKey)
          if (again.current && !isControl(event.target) && cell.column >= 0) state.edit(cell)
          again.current = false
        }}
        onDoubleClick={(event) => {
          const cell = cellOf(event.target)
          if (cell && cell.column >= 0 && !isControl(event.target)) state.edit(cell)
        }}
        onContextMenu={(event) => {
          const cell = cellOf(event.target)
          const row = cell ? rowAt(cell.row) : undefined
          if (!cell || row === undefined || !props.onMenu || editing) return
          event.preventDefault()
          state.go({ row: cell.row, column: Math.max(0, cell.column) }, mode)
          props.onMenu(row, { x: event.clientX, y: event.clientY })
        }}
      >
        <div
          className="vt-size"
          style={{ height: Math.min(highest, headHeight + lines.count * rowHeight), minWidth: totalWidth }}
        >
          <div role="row" tabIndex={-1} aria-rowindex={1} className="vt-row vt-head" style={{ height: headHeight }}>
            <div
              role="columnheader"
              tabIndex={-1}
              aria-colindex={1}
              className="vt-cell vt-select"
              style={{ width: selectWidth }}
            >
              <input
                type="checkbox"
                className="vt-check"
                tabIndex={-1}
                aria-label={t('selectAll')}
                checked={selectedHere > 0 && props.total === selectedHere}
                ref={(box) => {
                  if (box) box.indeterminate = selectedHere > 0 && props.total !== selectedHere
                }}
                onChange={() => (selectedHere > 0 ? onSelect(new Map()) : select(loaded()))}
              />
            </div>
            {placed.map((each, index) => (
              <HeaderCell
                key={each.column.key}
                placed={each}
                index={index}
                sort={sort}
                onSort={props.onSort}
                onWidth={props.onWidth}
                onMove={props.onMove}
                onHeadMenu={props.onHeadMenu}
                onLeave={() => state.go({ row: 0, column: index }, mode)}
              />
            ))}
          </div>
          {drawn.map((index) => {
            const line = lines.at(index)
            const isHere = at.row === index
            const here = { index, top: headHeight + index * rowHeight, height: rowHeight, base }
            const isFocus = isHere && (focused || editing)
            if (line.kind === 'group')
              return (
                <GroupLine
                  key={index}
                  {...here}
                  isCursor={isFocus}
                  isOpen={line.isOpen}
                  columns={columns.length}
                  head={line.head}
                />
              )
            if (line.kind === 'wait') return <WaitLine key={index} {...here} isCursor={isFocus} columns={placed} />
            const { row } = line
            const id = rowId(row)
            const column = isHere ? columns[at.column] : undefined
            const isIn = state.hasBlock && index >= block.top && index <= block.bottom
            const isFilling = fillTo !== null && index > block.bottom && index <= fillTo
            const isBottom = index === block.bottom
            return (
              <TableRow
                key={index}
                {...here}
                row={row}
                id={id}
                name={props.rowName(row)}
                columns={placed}
                isSelected={selected.has(id)}
                isOpen={props.opened === id}
                cursor={isFocus && (mode === 'cell' || editing) ? at.column : -1}
                isCurrent={isFocus && mode === 'row' && !editing}
                from={isIn || isFilling ? block.left : -1}
                to={isIn || isFilling || isBottom ? block.right : -1}
                hasHandle={mode === 'cell' && focused && isBottom && props.onFill !== undefined}
                isFilling={isFilling}
                saved={props.saved?.id === id ? props.saved.column : undefined}
                editor={isHere && editing && column && props.editor ? props.editor(row, column, editing_) : null}
              />
            )
          })}
        </div>
      </div>
      <textarea
        ref={keys}
        className="vt-keys"
        tabIndex={-1}
        rows={1}
        aria-label={t('typeHere')}
        aria-controls={base}
        aria-activedescendant={`${base}-${at.row}-${at.column}`}
        autoComplete="off"
        spellCheck={false}
        onCompositionStart={(event) => {
          const cell = document.getElementById(`${base}-${at.row}-${at.column}`)?.getBoundingClientRect()
          const frame = event.currentTarget.parentElement?.getBoundingClientRect()
          if (!cell || !frame) return
          const { style } = event.currentTarget
          style.left = `${cell.left - frame.left}px`
          style.top = `${cell.top - frame.top}px`
          style.minWidth = `${cell.width}px`
          style.height = `${cell.height}px`
          event.currentTarget.classList.add('is-composing')
        }}
        onCompositionEnd={(event) => {
          event.currentTarget.classList.remove('is-composing')
          if (event.currentTarget.value !== '') state.edit(at)
        }}
        onInput={(event) => {
          const { nativeEvent } = event
          const isComposing = 'isComposing' in nativeEvent && nativeEvent.isComposing === true
          if (!isComposing && !editing && event.currentTarget.value !== '') state.edit(at)
        }}
      />
    </div>
  )
}
