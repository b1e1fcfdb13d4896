import { optionColor, valueUi } from '@atelier/fields/ui'
import {
  type FormatSettings,
  formatBig,
  formatMoneyShort,
  formatNumber,
  StageGlyph,
  useFormat,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { isOfKind } from '../../../fields/registry.ts'
import type { FieldView } from '../../../workspace/model.ts'
import type { BoardColumn } from './board-shape.ts'
import { boardTexts } from './board-texts.ts'
import type { Total } from './use-board-totals.ts'

/** A sum as a head has room for it; of money in the workspace's currency. */
export function shortSum(field: FieldView | undefined, sum: string | null, format: FormatSettings): string {
  if (!field || sum === null) return ''
  if (isOfKind(field, 'money')) return formatMoneyShort({ amount: sum, currency: format.currency }, format)
  return valueUi(field).figure?.(sum, format, 0) ?? formatBig(sum, format)
}

/** The sum of a column and, of what is still open, the weighted one. */
export function useSums(sum: FieldView | undefined) {
  const t = useTexts(boardTexts)
  const format = useFormat()
  return (column: BoardColumn, total: Total | undefined) => {
    const open = column.stage?.outcome === 'open'
    const weighted = open ? shortSum(sum, total?.weighted ?? null, format) : ''
    return {
      sum: shortSum(sum, total?.sum ?? null, format),
      weighted: weighted === '' ? '' : t('weighted', { text: weighted }),
    }
  }
}

/** What marks a column: its stage's place, or its option's colour. */
export function ColumnMark({ column }: { readonly column: BoardColumn }) {
  const { stage, color } = column
  if (stage) return <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />
  return <span className="column-dot" style={{ borderColor: optionColor(color)?.background }} aria-hidden="true" />
}

/** What a column is called; one for nothing chosen says so. */
export function useColumnName(by: FieldView) {
  const t = useTexts(boardTexts)
  const label = useLabel()
  return (column: BoardColumn): string =>
    column.key === '' ? t('without', { label: label(by.label, by.key) }) : label(column.label, column.key)
}

export type ColumnHeadProps = {
  readonly column: BoardColumn
  readonly name: string
  readonly count: number | null
  readonly limit: number | undefined
  readonly sums: { readonly sum: string; readonly weighted: string }
}

/** The head of a column: its name, how many cards it has (and should have at most), what they add up to. */
export function ColumnHead({ column, name, count, limit, sums }: ColumnHeadProps) {
  const t = useTexts(boardTexts)
  const over = limit !== undefined && count !== null && count > limit
  const text = [sums.sum, sums.weighted].filter((each) => each !== '').join(' · ')
  return (
    <>
      <span className="row lane-title">
        <ColumnMark column={column} />
        <b className="grow cut" title={name}>
          {name}
        </b>
        <span
          className={`num nowrap ${over ? 'lane-over' : 'faint'}`}
          title={limit === undefined ? undefined : t(over ? 'overLimit' : 'limit', { count: limit })}
        >
          {count === null ? '' : formatNumber(count)}
          {limit === undefined ? '' : ` / ${formatNumber(limit)}`}
          {over ? <span className="sr-only"> {t('overLimit', { count: limit })}</span> : null}
        </span>
      </span>
      <span className="quiet small lane-sum num cut" title={text}>
        {text}
      </span>
    </>
  )
}
