/** How results of reports look: charts, each with the table that says the same, funnels and pivots. */

export { periodBounds } from '../period.ts'
export { resultCsv } from '../result-sheet.ts'
export { type CellView, type ColumnView, dimensionText, type ResultView, samePlace } from '../result-view.ts'
export { type ChartType, chartTypeOf, chartTypes } from './chart-data.ts'
export { measureText, percentText } from './measure-text.ts'
export { RatesNote, type RateView, readRates } from './RatesNote.tsx'
export { Result, type ResultProps, type ShownReport } from './Result.tsx'
export { resultTexts } from './report-texts.ts'
export { type ChartReason, type ChartSuggestion, suggestCharts } from './suggest-charts.ts'
export { useCellWords } from './use-cell-words.ts'
