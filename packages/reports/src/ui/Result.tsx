import { EmptyState, SegmentedControl, useTexts } from '@atelier/ui'
import { IconChartBarOff } from '@atelier/ui/icons'
import { useState } from 'react'
import { type CellView, dimensionsOf, isJson, levelOf, type ResultView } from '../result-view.ts'
import type { Opening } from './CellButton.tsx'
import { Chart } from './Chart.tsx'
import { chartTypeOf } from './chart-data.ts'
import { Figures } from './Figures.tsx'
import { FunnelTable } from './FunnelTable.tsx'
import { RatesNote, readRates } from './RatesNote.tsx'
import { ResultTable } from './ResultTable.tsx'
import { resultTexts } from './report-texts.ts'
import { suggestCharts } from './suggest-charts.ts'
import './results.css'

/** What the definition says about how its result is shown. */
export type ShownReport = {
  readonly type: string
  readonly columns?: readonly { readonly key: string }[]
  readonly chart?: { readonly type: string; readonly by?: string }
}

export type ResultProps = Omit<Opening, 'currency'> & {
  readonly report: ShownReport
  readonly result: ResultView
  readonly label: string
  /** `tile`: the chart with a switch to its table, in little room. */
  readonly room?: 'page' | 'tile'
  readonly stageName?: ((key: string) => string) | undefined
  /** A bar, a point or the name of a row was chosen: what it stands for, to filter by. Bars open their records where this is left out. */
  readonly onPick?: ((cell: CellView) => void) | undefined
  readonly picked?: CellView | undefined
}

/** A report's result: its chart and the table that says the same, or the form that its kind has. */
export function Result({ report, result, label, room = 'page', stageName, onPick, picked, ...opening }: ResultProps) {
  const t = useTexts(resultTexts)
  const [twin, setTwin] = useState('chart')
  const currency =
    isJson(result.explain) && typeof result.explain.currency === 'string' ? result.explain.currency : undefined
  const isPivot = (report.columns ?? []).length > 0
  // Totals of nothing are nothing.
  const dimensions = dimensionsOf(result)
  if (dimensions.length > 0 ? result.rows.every((row) => levelOf(row) > 0) : result.rows.length === 0)
    return (
      <EmptyState icon={<IconChartBarOff size={24} stroke={1.5} />} title={t('emptyTitle')} text={t('emptyText')} />
    )
  if (report.type === 'funnel')
    return (
      <FunnelTable
        {...opening}
        result={result}
        label={label}
        compact={room === 'tile'}
        onPick={onPick}
        picked={picked}
      />
    )
  if (report.type === 'summary' && dimensions.length === 0 && !isPivot)
    return <Figures {...opening} currency={currency} result={result} />
  const named = report.chart?.type
  const type =
    named === 'table'
      ? undefined
      : (chartTypeOf(named) ?? (report.type === 'list' ? undefined : suggestCharts(result)[0]?.type))
  const chart = type ? (
    <Chart
      result={result}
      type={type}
      label={label}
      by={report.chart?.by}
      currency={currency}
      fill={room === 'tile'}
      onOpen={onPick ?? opening.onOpen}
      picked={picked}
    />
  ) : null
  const table = (
    <ResultTable {...opening} currency={currency} result={result} label={label} onPick={onPick} picked={picked} />
  )
  const rates =
    report.type === 'forecast' && room === 'page' ? (
      <RatesNote rates={readRates(result.explain)} stageName={stageName ?? ((key) => key)} />
    ) : null
  if (room === 'page' || !chart)
    return (
      <div className="result">
        {chart}
        {table}
        {rates}
      </div>
    )
  return (
    <div className="result is-tile">
      <SegmentedControl
        size="xs"
        className="result-twin"
        aria-label={t('show')}
        value={twin}
        onChange={setTwin}
        data={[
          { value: 'chart', label: t('chart') },
          { value: 'table', label: t('table') },
        ]}
      />
      {twin === 'chart' ? chart : table}
    </div>
  )
}
