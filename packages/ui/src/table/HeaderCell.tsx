// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which a real table cannot do
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useRef } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { TableColumn, TableSort } from './column.ts'

export type HeaderCellProps<Row> = {
  readonly column: TableColumn<Row>
  readonly index: number
  readonly width: number
  readonly sort: TableSort | undefined
  readonly onSort: ((key: string) => void) | undefined
  readonly onWidth: ((key: string, width: number) => void) | undefined
}

const narrowest = 64

/** A column's head: sorts on click; its right edge sets the width by drag or by the arrow keys. */
export function HeaderCell<Row>({ column, index, width, sort, onSort, onWidth }: HeaderCellProps<Row>) {
  const t = useTexts(kitTexts)
  const start = useRef<{ x: number; width: number } | null>(null)
  const set = (next: number) => onWidth?.(column.key, Math.max(narrowest, Math.round(next)))
  const direction = sort?.key === column.key ? (sort.descending ? 'descending' : 'ascending') : undefined
  const Arrow = sort?.descending ? IconArrowDown : IconArrowUp
  const content = (
    <>
      {direction ? <Arrow size={13} stroke={1.75} aria-hidden="true" /> : column.icon}
      <span className="cut">{column.label}</span>
    </>
  )
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-colindex={index + 2}
      aria-sort={direction}
      className={`vt-cell vt-head-cell${column.align === 'end' ? ' is-end' : ''}${index === 0 ? ' is-first' : ''}`}
      style={{ width }}
    >
      {column.sortable && onSort ? (
        <button type="button" title={t('sortBy', { label: column.label })} onClick={() => onSort(column.key)}>
          {content}
        </button>
      ) : (
        <span className="vt-head-text">{content}</span>
      )}
      {onWidth ? (
        <span
          role="separator"
          aria-orientation="vertical"
          aria-label={t('resizeColumn', { label: column.label })}
          aria-valuenow={width}
          aria-valuemin={narrowest}
          tabIndex={0}
          className="vt-resize"
          onPointerDown={(event) => {
            event.preventDefault()
            event.currentTarget.setPointerCapture(event.pointerId)
            start.current = { x: event.clientX, width }
          }}
          onPointerMove={(event) => {
            if (start.current) set(start.current.width + event.clientX - start.current.x)
          }}
          onPointerUp={() => {
            start.current = null
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
            event.preventDefault()
            event.stopPropagation()
            set(width + (event.key === 'ArrowRight' ? 16 : -16))
          }}
        />
      ) : null}
    </div>
  )
}
