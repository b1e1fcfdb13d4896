// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which a real table cannot do
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { PlacedColumn } from './place-columns.ts'
import { selectWidth } from './TableRow.tsx'

export type LineProps = {
  readonly index: number
  readonly top: number
  readonly height: number
  readonly base: string
  readonly isCursor: boolean
}

/** The head of a group of rows: what they have in common, and what they add up to. */
export function GroupLine(
  props: LineProps & { readonly isOpen: boolean; readonly columns: number; readonly head: ReactNode },
) {
  const { index, isOpen } = props
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      data-group
      className={`vt-row vt-group${props.isCursor ? ' is-current' : ''}`}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div
        role="gridcell"
        id={`${props.base}-${index}-0`}
        tabIndex={-1}
        aria-colindex={1}
        aria-colspan={props.columns + 1}
        className="vt-group-cell"
      >
        <button type="button" tabIndex={-1} aria-expanded={isOpen} className="vt-group-button">
          <Chevron size={14} stroke={1.75} aria-hidden="true" />
          {props.head}
        </button>
      </div>
    </div>
  )
}

/** A row that is under way. */
export function WaitLine<Row>(props: LineProps & { readonly columns: readonly PlacedColumn<Row>[] }) {
  const { index, columns } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy="true"
      tabIndex={-1}
      className="vt-row vt-wait"
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div role="gridcell" tabIndex={-1} aria-colindex={1} className="vt-cell" style={{ width: selectWidth }} />
      {columns.slice(0, 6).map(({ column, width }, at) => (
        <div
          key={column.key}
          id={`${props.base}-${index}-${at}`}
          role="gridcell"
          tabIndex={-1}
          aria-colindex={at + 2}
          className={`vt-cell${props.isCursor && at === 0 ? ' is-cursor' : ''}`}
          style={{ width }}
        >
          <span className="vt-bar" style={{ width: `${40 + ((index * 7 + at * 13) % 40)}%` }} />
        </div>
      ))}
    </div>
  )
}
