import { formatBig, useFormat, useLabel, useTexts } from '@atelier/ui'
import { lazy, Suspense, useMemo } from 'react'
import type { CellView, ResultView } from '../result-view.ts'
import { type ChartType, chartData } from './chart-data.ts'
import type { ChartWords } from './chart-option.ts'
import { measureText } from './measure-text.ts'
import { resultTexts } from './report-texts.ts'
import { useCellWords } from './use-cell-words.ts'

// The chart library is large: fetched when the first chart is shown.
const ChartCanvas = lazy(async () => ({ default: (await import('./ChartCanvas.tsx')).ChartCanvas }))

export type ChartProps = {
  readonly result: ResultView
  readonly type: ChartType
  readonly label: string
  /** The measure to draw; all alike when left out. */
  readonly by?: string | undefined
  readonly currency?: string | undefined
  /** As high as its place, not as its rows ask for. */
  readonly fill?: boolean | undefined
  readonly onOpen?: ((cell: CellView) => void) | undefined
  /** The bar or point that others are filtered by: the rest is drawn faintly. */
  readonly picked?: CellView | undefined
}

/** A result as a chart; a click on a bar or point opens its records. */
export function Chart({ result, type, label, by, currency, fill = false, onOpen, picked }: ChartProps) {
  const t = useTexts(resultTexts)
  const say = useLabel()
  const words = useCellWords()
  const settings = useFormat()
  const language = settings.language
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels change with the language
  const data = useMemo(() => chartData(result, { by, words }, say), [result, by, words, language])
  const chartWords: ChartWords = useMemo(
    () => ({
      title: t('chartOf', { name: label }),
      value: (series, raw) => {
        const column = data.series[series]?.measure
        return column ? measureText(column, raw, settings, currency) : String(raw)
      },
      axis: (value) =>
        data.series[0]?.measure.format === 'percent'
          ? `${Math.round(value * 100)}%`
          : axisText(formatBig(value, settings)),
    }),
    [t, label, data, settings, currency],
  )
  const rows = !fill && type === 'bar' ? Math.max(4, data.categories.length * Math.max(1, data.series.length)) : 0
  return (
    <div className="chart" style={rows > 0 ? { height: Math.min(640, 48 + rows * 26) } : undefined}>
      <Suspense fallback={null}>
        <ChartCanvas type={type} data={data} words={chartWords} picked={picked} onOpen={onOpen} />
      </Suspense>
    </div>
  )
}

/** Marks of an axis are round: `300.0万` says no more than `300万`. */
const axisText = (text: string): string => text.replace(/\.0(?=\D)/, '')
