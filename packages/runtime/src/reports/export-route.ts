import { compileMay, mayEver } from '@atelier/records'
import { type ReportResult, resultSheet, type SheetWords } from '@atelier/reports'
import { type CellValue, writeXlsxStream } from 'hucre'
import { appendAudit } from '../audit/audit.ts'
import { runStatement } from '../database/run-statement.ts'
import { notAllowed } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { findReport, type Given, params, report } from './find-report.ts'
import { runReadOnly } from './run-read-only.ts'

const words: Readonly<Record<'en' | 'zh-CN', SheetWords>> = {
  en: { none: '(empty)', overdue: 'Overdue', yes: 'Yes', no: 'No', total: 'Total', others: 'Others' },
  'zh-CN': { none: '（空）', overdue: '已逾期', yes: '是', no: '否', total: '合计', others: '其他' },
}

/** A number of a sheet: as one where a spreadsheet keeps all its digits, else as text. */
const cellOf = ({ text, isNumber }: { readonly text: string; readonly isNumber: boolean }): CellValue =>
  isNumber && text.replace(/\D/g, '').length <= 15 ? Number(text) : text

/** A list without the records that may be read and not exported. */
async function exportable(context: Context, entity: string, result: ReportResult): Promise<ReportResult> {
  const ids = result.rows.map((row) => String(row['id']))
  const may = compileMay(queryContext(context), { entity, action: 'export', ids })
  const allowed: ReadonlySet<unknown> = new Set(JSON.parse(await runStatement(context.workspace.pool, may)))
  return { ...result, rows: result.rows.filter((row) => allowed.has(row['id'])) }
}

/** A report's table as an Excel file, for those who may export what it counts (RP-16). */
export const exportReportRoute: Route = defineRoute({
  method: 'POST',
  path: '/reports/export',
  summary: 'A report as an Excel file, with my rights',
  access: 'signedIn',
  body: {
    type: 'object',
    properties: { report, params },
    required: ['report'],
    additionalProperties: false,
  },
  bodyRequired: true,
  answers: { 200: 'The file' },
  handle: async ({ context, body }) => {
    const given = body as Given
    const found = findReport(context, given.report, given.params ?? {})
    if ('problems' in found) return { status: found.status, problems: found.problems }
    const { document, compiled } = found
    const { model } = context.generation
    const name = typeof given.report === 'string' ? given.report : 'report'
    const counted = [document.entity, model.pipelines.get(document.pipeline ?? '')?.entity]
    const entities = [...counted, ...(document.facts ?? []).map((fact) => fact.entity)].flatMap((key) =>
      key === undefined ? [] : [key.split('.')[0] ?? key],
    )
    if (entities.some((key) => !mayEver(context.reader, model, key, 'export')))
      return { status: 403, problems: [notAllowed] }
    const read = compiled.finish(await runReadOnly(context.workspace.pool, compiled.statement))
    const result = document.type === 'list' ? await exportable(context, document.entity ?? '', read) : read
    if (context.reader.user !== undefined)
      await appendAudit(context.workspace.pool, context, [
        {
          kind: 'exported',
          user: context.reader.user,
          details: { entity: entities[0] ?? '', format: 'xlsx', report: name },
        },
      ])
    const language = context.language === 'en' ? 'en' : 'zh-CN'
    const sheet = resultSheet(result, words[language], (label) => (typeof label === 'string' ? label : ''))
    return {
      status: 200,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      stream: writeXlsxStream(
        sheet.map((line) => line.map(cellOf)),
        { name: 'Report' },
      ),
      headers: {
        'content-disposition': `attachment; filename="${name}.xlsx"`,
        'x-content-type-options': 'nosniff',
      },
    }
  },
})
