import type { ReportDocument } from '@atelier/definitions'
import type { QueryContext } from '@atelier/records'
import { compileForecast } from './forecast/forecast.ts'
import { compileFunnel } from './funnel/funnel.ts'
import { compileListReport } from './list/list.ts'
import { type ParamValues, resolveParams } from './params.ts'
import { problem } from './problem.ts'
import { type CompiledReport, refused } from './result.ts'
import { compileSummaryReport } from './summary/summary.ts'

/** Report types by key; a type that is not here cannot be run. */
export const reportTypes = {
  list: compileListReport,
  summary: compileSummaryReport,
  funnel: compileFunnel,
  forecast: compileForecast,
} as const

/**
 * Compiles a report for a reader: one statement with the reader's rights in it, and the function that makes the answer from what the statement
 * gives. Everything wrong with the definition or the parameters is returned at once.
 */
export function compileReport(ctx: QueryContext, report: ReportDocument, given: ParamValues): CompiledReport {
  const { params, problems } = resolveParams(report, given)
  if (problems.length > 0) return refused(...problems)
  if (report.type === 'cohort')
    return refused(problem('unknown_option', '/type', 'Cohort reports are not available.', '暂不支持同期群报表。'))
  return reportTypes[report.type](ctx, report, params)
}
