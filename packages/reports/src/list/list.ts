import type { ReportDocument } from '@atelier/definitions'
import { compileList, type QueryContext } from '@atelier/records'
import { partLabel } from '../labels.ts'
import { type ParamValues, withParams } from '../params.ts'
import { problem } from '../problem.ts'
import { type CompiledReport, fromStatement, type ReportResult, type ReportRow, refused } from '../result.ts'

const most = 500

/** A list: records as the report's fields show them, filtered and sorted. */
export function compileListReport(ctx: QueryContext, report: ReportDocument, params: ParamValues): CompiledReport {
  const entity = report.entity ?? ''
  const fields = report.fields ?? report.rows?.flatMap((row) => row.field ?? []) ?? []
  if (!ctx.model.entities.has(entity))
    return refused(problem('unknown_field', '/entity', `There is no entity "${entity}".`, `没有业务对象“${entity}”。`))
  const compiled = compileList(ctx, {
    entity,
    limit: Math.min(report.limit ?? most, most),
    ...(fields.length === 0 ? {} : { fields }),
    ...(report.sort === undefined ? {} : { sort: report.sort }),
    ...(report.filter === undefined ? {} : { filter: withParams(report.filter, params) }),
  })
  return fromStatement(compiled, (json): ReportResult => {
    const page: { records: readonly ReportRow[]; next: string | null } = JSON.parse(json)
    const shown = fields.length > 0 ? fields : Object.keys(page.records[0] ?? {})
    return {
      columns: shown.map((path) => ({
        id: path,
        label: partLabel(ctx.model, ctx.reader.language, { key: path }, entity, path),
        type: 'value',
        role: 'dimension',
      })),
      rows: page.records,
      truncated: page.next !== null,
      explain: { entity },
    }
  })
}
