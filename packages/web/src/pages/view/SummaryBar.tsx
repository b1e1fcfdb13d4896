import type { Count } from '@atelier/api'
import { valueUi } from '@atelier/fields/ui'
import { type FormatSettings, formatBig, formatNumber, Kbd, useFormat, useLabel, useTexts } from '@atelier/ui'
import { type Measure, summaryOf, useSummary } from '../../records/use-summary.ts'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import type { ViewState } from './use-view-state.ts'
import { viewTexts } from './view-texts.ts'

export type SummaryBarProps = {
  readonly entity: EntityView
  readonly view: ViewView
  readonly state: ViewState
  readonly count: Count | null
  readonly note?: string | undefined
}

/** A measure as people read it; sums of money come in the workspace's currency. */
export function measureText({ field, aggregate, value }: Measure, format: FormatSettings): string {
  if (value === null) return '–'
  if (aggregate === 'count') return formatNumber(value)
  const figure = valueUi(field).figure ?? formatBig
  return figure(value, format, aggregate === 'avg' ? 1 : field.scale)
}

/** A measure with its name. */
export function MeasureText({ measure }: { readonly measure: Measure }) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const format = useFormat()
  return (
    <span className="nowrap">
      {measure.aggregate === 'sum' ? null : `${t(measure.aggregate)} `}
      {label(measure.field.label, measure.field.key)}{' '}
      <b className="num summary-value">{measureText(measure, format)}</b>
    </span>
  )
}

/** How many there are, and what they add up to: over everything the filter finds, not only what is loaded. */
export function SummaryBar({ entity, view, state, count, note }: SummaryBarProps) {
  const t = useTexts(viewTexts)
  const wanted = summaryOf(
    entity,
    view,
    state.columns.map((column) => column.field),
  )
  const measures = useSummary(entity, wanted, state.summed.rule, state.summed.known)
  const text = count ? `${formatNumber(count.value)}${count.exact ? '' : '+'}` : '…'
  return (
    <footer className="summary-bar">
      <span className="nowrap">{t('count', { count: count?.value ?? 0, text })}</span>
      {measures.map((measure) => (
        <MeasureText key={`${measure.aggregate} ${measure.field.key}`} measure={measure} />
      ))}
      {note ? <span className="quiet nowrap">{note}</span> : null}
      <span className="grow" />
      <span className="only-wide faint nowrap">
        {t('keysBefore')} <Kbd>?</Kbd> {t('keysAfter')}
      </span>
    </footer>
  )
}
