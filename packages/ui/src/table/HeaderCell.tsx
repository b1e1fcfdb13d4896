// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which a real table cannot do
import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { TableSort } from './column.ts'
import type { PlacedColumn } from './place-columns.ts'

export type HeadActions = {
  /** `add` keeps what the table is sorted by already. */
  readonly onSort?: ((key: string, add: boolean) => void) | undefined
  readonly onWidth?: ((key: string, width: number) => void) | undefined
  /** The column is to stand at a place, counted among the others. */
  readonly onMove?: ((key: string, to: number) => void) | undefined
  readonly onHeadMenu?: ((key: string, anchor: HTMLElement) => void) | undefined
}

export type HeaderCellProps<Row> = HeadActions & {
  readonly placed: PlacedColumn<Row>
  readonly index: number
  readonly sort: readonly TableSort[]
  /** Back into the rows. */
  readonly onLeave: () => void
}

const narrowest = 64

/** A column's head: sorts on click, moves by drag; its right edge sets the width. With the keyboard Ctrl moves, Shift sets the width. */
export function HeaderCell<Row>(props: HeaderCellProps<Row>) {
  const { placed, index, sort, onSort, onWidth, onMove, onHeadMenu } = props
  const { column, width } = placed
  const t = useTexts(kitTexts)
  const head = useRef<HTMLDivElement>(null)
  const start = useRef<{ x: number; width: number } | null>(null)
  const dragged = useRef(false)
  const set = (next: number) => onWidth?.(column.key, Math.max(narrowest, Math.round(next)))
  const menu = () => head.current && onHeadMenu?.(column.key, head.current)
  const place = sort.findIndex(({ key }) => key === column.key)
  const own = sort[place]
  const direction = own ? (own.descending ? 'descending' : 'ascending') : undefined
  const Arrow = own?.descending ? IconArrowDown : IconArrowUp
  const content = (
    <>
      {direction ? <Arrow size={13} stroke={1.75} aria-hidden="true" /> : column.icon}
      {own && sort.length > 1 ? <span className="vt-sort-place num">{place + 1}</span> : null}
      <span className="cut">{column.label}</span>
    </>
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event
    const sideways = key === 'ArrowLeft' || key === 'ArrowRight'
    const by = key === 'ArrowRight' ? 1 : -1
    if (sideways && (ctrlKey || metaKey)) onMove?.(column.key, index + by)
    else if (sideways && shiftKey) set(width + by * 16)
    else if (sideways) {
      const next = by === 1 ? head.current?.nextElementSibling : head.current?.previousElementSibling
      next?.querySelector<HTMLElement>('[data-head]')?.focus()
    } else if ((key === 'ArrowDown' && altKey) || key === 'ContextMenu' || (key === 'F10' && shiftKey)) menu()
    else if (key === 'ArrowDown' || key === 'Escape') props.onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPointerDown = async (event: PointerEvent<HTMLElement>) => {
    dragged.current = false
    const element = head.current
    if (!onMove || event.button !== 0 || !element) return
    const { clientX, pointerId } = event
    const { dragColumn } = await import('./drag-column.ts')
    dragColumn(element, { clientX, pointerId }, (to) => {
      dragged.current = true
      if (to !== index) onMove(column.key, to)
    })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside takes the keys
    <div
      ref={head}
      role="columnheader"
      tabIndex={-1}
      aria-colindex={index + 2}
      aria-sort={direction}
      className={`vt-cell vt-head-cell${column.align === 'end' ? ' is-end' : ''}${index === 0 ? ' is-first' : ''}${
        placed.left === undefined ? '' : ' is-frozen'
      }${placed.isLastFrozen ? ' is-last-frozen' : ''}`}
      style={placed.style}
      onContextMenu={(event) => {
        event.preventDefault()
        menu()
      }}
    >
      <button
        type="button"
        data-head={column.key}
        tabIndex={-1}
        className="vt-head-button"
        title={column.sortable ? t('sortBy', { label: column.label }) : column.label}
        onPointerDown={(event) => void onPointerDown(event)}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if (!dragged.current && column.sortable) onSort?.(column.key, event.shiftKey)
          dragged.current = false
        }}
      >
        {content}
      </button>
      {onHeadMenu ? (
        <button
          type="button"
          tabIndex={-1}
          className="vt-head-menu"
          aria-haspopup="menu"
          aria-label={t('columnMenu', { label: column.label })}
          onClick={menu}
        >
          <IconChevronDown size={13} stroke={1.75} aria-hidden="true" />
        </button>
      ) : null}
      {onWidth ? (
        <span
          className="vt-resize"
          aria-hidden="true"
          title={t('resizeColumn', { label: column.label })}
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
        />
      ) : null}
    </div>
  )
}
