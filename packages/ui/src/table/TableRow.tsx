// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which a real table cannot do
import { Checkbox } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { TableColumn } from './column.ts'

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
  readonly columns: readonly TableColumn<Row>[]
  readonly widths: Readonly<Record<string, number>> | undefined
  readonly isSelected: boolean
  readonly isOpen: boolean
  /** The column that the keyboard is at in this row, -1 when it is elsewhere or the table has no focus. */
  readonly cursor: number
  /** What is drawn instead of the cell under the cursor while it is edited. */
  readonly editor: ReactNode
  readonly onToggle: (index: number, extend: boolean) => void
  readonly onCell: (index: number, column: number) => void
  readonly onEdit: (index: number, column: number) => void
}

function Row<Data>(props: TableRowProps<Data>) {
  const { row, id, index, columns, cursor, editor, base } = props
  const t = useTexts(kitTexts)
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={props.isSelected}
      data-row={id}
      className={`vt-row${props.isSelected ? ' is-selected' : ''}${props.isOpen ? ' is-open' : ''}`}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div role="gridcell" tabIndex={-1} aria-colindex={1} className="vt-cell vt-select" style={{ width: selectWidth }}>
        <Checkbox
          tabIndex={-1}
          aria-label={`${t('selectRow')}: ${props.name}`}
          checked={props.isSelected}
          onClick={(event) => props.onToggle(index, event.shiftKey)}
          readOnly
        />
      </div>
      {columns.map((column, at) => {
        const isCursor = cursor === at
        const isEditing = isCursor && editor !== null
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes the keys
          <div
            key={column.key}
            id={`${base}-${index}-${at}`}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={at + 2}
            className={`vt-cell${column.align === 'end' ? ' is-end' : ''}${at === 0 ? ' is-first' : ''}${
              isCursor ? ' is-cursor' : ''
            }${isEditing ? ' is-editing' : ''}`}
            style={{ width: props.widths?.[column.key] ?? column.width }}
            onClick={() => {
              if (!isEditing) props.onCell(index, at)
            }}
            onDoubleClick={() => {
              if (!isEditing) props.onEdit(index, at)
            }}
          >
            {isEditing ? editor : column.cell(row)}
          </div>
        )
      })}
    </div>
  )
}

/** One row of a table; drawn again only when something of it has changed, so that scrolling stays smooth. */
export const TableRow = memo(Row) as typeof Row
