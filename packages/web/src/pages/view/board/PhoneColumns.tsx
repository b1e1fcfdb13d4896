import { formatNumber, useTexts } from '@atelier/ui'
import { type ReactNode, useRef } from 'react'
import { viewTexts } from '../view-texts.ts'
import type { BoardColumn } from './board-shape.ts'
import { ColumnMark } from './ColumnHead.tsx'

export type PhoneColumnsProps = {
  readonly columns: readonly BoardColumn[]
  readonly active: BoardColumn
  readonly nameOf: (column: BoardColumn) => string
  readonly countOf: (column: BoardColumn) => number
  readonly sums: { readonly sum: string; readonly weighted: string }
  readonly onChoose: (column: BoardColumn) => void
  readonly children: ReactNode
}

/** Keeps the chosen column's chip in sight. */
const centre = (node: HTMLElement | null) => node?.scrollIntoView({ inline: 'center', block: 'nearest' })

/** A board on a phone: one column at a time, chosen by its chip or by a swipe. */
export function PhoneColumns({ columns, active, nameOf, countOf, sums, onChoose, children }: PhoneColumnsProps) {
  const t = useTexts(viewTexts)
  const touched = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const turn = (by: number) => {
    const next = columns[columns.indexOf(active) + by]
    if (next) onChoose(next)
  }
  return (
    <>
      <div className="stage-chips" role="tablist" aria-label={t('stageSwitcher')}>
        {columns.map((column) => (
          <button
            key={column.key}
            type="button"
            role="tab"
            aria-selected={column === active}
            className={`chip stage-chip${column === active ? ' is-on' : ''}`}
            ref={column === active ? centre : undefined}
            onClick={() => onChoose(column)}
          >
            <ColumnMark column={column} />
            {nameOf(column)} <span className="faint num">{formatNumber(countOf(column))}</span>
          </button>
        ))}
      </div>
      <div className="stage-line">
        <b className="num">{sums.sum}</b>
        <span className="quiet small num">{sums.weighted}</span>
        <span className="grow" />
        <span className="quiet small">{t('swipe')}</span>
      </div>
      <div
        className="board-area"
        onTouchStart={(event) => {
          const touch = event.touches.item(0)
          touched.current = touch ? { x: touch.clientX, y: touch.clientY } : null
        }}
        onTouchEnd={(event) => {
          const touch = event.changedTouches.item(0)
          const start = touched.current
          touched.current = null
          if (!touch || !start || Math.abs(touch.clientY - start.y) > 40) return
          if (Math.abs(touch.clientX - start.x) > 64) turn(touch.clientX < start.x ? 1 : -1)
        }}
      >
        {children}
      </div>
    </>
  )
}
