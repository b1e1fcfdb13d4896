import { useFormat, useTexts } from '@atelier/ui'
import type { CellView, ColumnView } from '../result-view.ts'
import { exactText, measureText } from './measure-text.ts'
import { resultTexts } from './report-texts.ts'

/** What tables and charts need to let their numbers be opened. */
export type Opening = {
  readonly onOpen?: ((cell: CellView) => void) | undefined
  readonly opened?: CellView | undefined
  /** Currency of amounts. */
  readonly currency?: string | undefined
}

export type CellButtonProps = Opening & {
  readonly column: ColumnView
  readonly value: unknown
  /** Where the number stands, in words: for those who hear the page. */
  readonly name: string
  readonly cell: CellView | null
}

export const sameCell = (one: CellView | undefined, other: CellView | null): boolean =>
  one !== undefined && other !== null && JSON.stringify(one) === JSON.stringify(other)

/** A number that opens the records behind it; plain where there are none. */
export function CellButton({ column, value, name, cell, onOpen, opened, currency }: CellButtonProps) {
  const t = useTexts(resultTexts)
  const settings = useFormat()
  const text = measureText(column, value, settings, currency)
  const exact = exactText(value)
  const title = exact === text ? undefined : exact
  if (!onOpen || cell === null || value === null || value === undefined)
    return (
      <span className="num" title={title}>
        {text}
      </span>
    )
  return (
    <button
      type="button"
      className={`cell-number num${sameCell(opened, cell) ? ' is-open' : ''}`}
      title={title}
      aria-label={t('openRecords', { value: text, name })}
      onClick={() => onOpen(cell)}
    >
      {text}
    </button>
  )
}
