// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which a real table cannot do
import { memo, type ReactNode } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { PlacedColumn } from './place-columns.ts'

export const selectWidth = 44

export type TableRowProps<Row> = {
  readonly row: Row
  readonly id: string
  readonly name: string
  readonly index: number
  readonly top: number
  readonly height: number
  /** Of the grid: cell ids are made from it. */
  readonly base: string
  readonly columns: readonly PlacedColumn<Row>[]
  readonly isSelected: boolean
  readonly isOpen: boolean
  /** The column that the keyboard is at in this row, -1 when it is elsewhere or the table has no focus. */
  readonly cursor: number
  /** The keyboard is at the row as a whole. */
  readonly isCurrent: boolean
  /** The chosen cells of the row, from column to column; -1 when it has none. */
  readonly from: number
  readonly to: number
  /** The cell at `to` carries the handle that fills. */
  readonly hasHandle: boolean
  /** The chosen columns are about to be filled here. */
  readonly isFilling: boolean
  /** The column whose value has just been saved. */
  readonly saved: string | undefined
  /** What is drawn instead of the cell under the cursor while it is edited. */
  readonly editor: ReactNode
}

function Row<Data>(props: TableRowProps<Data>) {
  const { row, id, index, columns, cursor, editor, base, from, to } = props
  const t = useTexts(kitTexts)
  const classOf = ({ column, left, isLastFrozen }: PlacedColumn<Data>, at: number): string => {
    const isIn = at >= from && at <= to && from >= 0
    return [
      'vt-cell',
      column.align === 'end' ? 'is-end' : '',
      at === 0 ? 'is-first' : '',
      left === undefined ? '' : 'is-frozen',
      isLastFrozen ? 'is-last-frozen' : '',
      cursor === at ? 'is-cursor' : '',
      cursor === at && editor !== null ? 'is-editing' : '',
      props.saved === column.key ? 'is-saved' : '',
      isIn ? (props.isFilling ? 'is-filling' : 'is-in-block') : '',
    ]
      .filter(Boolean)
      .join(' ')
  }
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={props.isSelected}
      data-row={id}
      className={`vt-row${props.isSelected ? ' is-selected' : ''}${props.isOpen ? ' is-open' : ''}${
        props.isCurrent ? ' is-current' : ''
      }`}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div role="gridcell" tabIndex={-1} aria-colindex={1} className="vt-cell vt-select" style={{ width: selectWidth }}>
        <input
          type="checkbox"
          className="vt-check"
          tabIndex={-1}
          aria-label={`${t('selectRow')}: ${props.name}`}
          checked={props.isSelected}
          readOnly
        />
      </div>
      {columns.map((placed, at) => {
        const isEditing = cursor === at && editor !== null
        return (
          <div
            key={placed.column.key}
            id={`${base}-${index}-${at}`}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={at + 2}
            className={classOf(placed, at)}
            style={placed.style}
          >
            {isEditing ? editor : placed.column.cell(row)}
            {props.saved === placed.column.key && !isEditing ? <span className="vt-saved" aria-hidden="true" /> : null}
            {props.hasHandle && at === to && !isEditing ? <span className="vt-handle" data-fill /> : null}
          </div>
        )
      })}
    </div>
  )
}

/** One row of a table; drawn again only when something of it has changed, so that scrolling stays smooth. */
export const TableRow = memo(Row) as typeof Row
