import { compileList } from '@atelier/records'
import { drillInto, opensOthers } from '@atelier/reports'
import { runStatement } from '../database/run-statement.ts'
import { defineRoute, type JsonSchema, type Route } from '../http/route.ts'
import { queryContext } from '../workspace/query-context.ts'
import { exportReportRoute } from './export-route.ts'
import { findReport, type Given, params, report } from './find-report.ts'
import { runReadOnly } from './run-read-only.ts'
import { reportSqlRoute } from './sql-route.ts'

const runBody: JsonSchema = {
  type: 'object',
  properties: { report, params },
  required: ['report'],
  additionalProperties: false,
}
const cell: JsonSchema = {
  type: 'object',
  properties: { row: { type: 'object' }, col: { type: 'object' }, value: { type: 'string' } },
  required: ['value'],
  additionalProperties: false,
}
const drillBody: JsonSchema = {
  type: 'object',
  properties: {
    report,
    params,
    cell,
    fields: { type: 'array', items: { type: 'string' }, maxItems: 100 },
    sort: { type: 'array', items: { type: 'string' }, maxItems: 10 },
    limit: { type: 'integer', minimum: 1, maximum: 500 },
    after: { type: 'string' },
    count: { enum: ['none', 'capped', 'exact'] },
  },
  required: ['report', 'cell'],
  additionalProperties: false,
}

/** Running reports and opening their numbers (RP-01, RP-05, RP-06, RP-09). */
export function reportRoutes(): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/reports/run',
      summary: 'Run a report by its key, or a definition sent along, with my rights',
      access: 'signedIn',
      body: runBody,
      bodyRequired: true,
      answers: { 200: 'Columns, rows, and how the numbers were made' },
      handle: async ({ context, body }) => {
        const given = body as Given
        const found = findReport(context, given.report, given.params ?? {})
        if ('problems' in found) return { status: found.status, problems: found.problems }
        const { compiled } = found
        return { status: 200, json: compiled.finish(await runReadOnly(context.workspace.pool, compiled.statement)) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/reports/drill',
      summary: 'The records behind one number of a report',
      access: 'signedIn',
      body: drillBody,
      bodyRequired: true,
      answers: { 200: 'Records, as in a list' },
      handle: async ({ context, body }) => {
        const given = body as Given
        const found = findReport(context, given.report, given.params ?? {})
        if ('problems' in found) return { status: found.status, problems: found.problems }
        const { compiled: whole, document } = found
        const rows = opensOthers(given.cell)
          ? whole.finish(await runReadOnly(context.workspace.pool, whole.statement)).rows
          : []
        const drill = drillInto(queryContext(context), document, given.params ?? {}, given.cell, rows)
        if (!drill.ok) return { status: 400, problems: drill.problems }
        const compiled = compileList(queryContext(context), {
          entity: drill.entity,
          place: 'report',
          limit: given.limit ?? 50,
          count: given.count ?? 'capped',
          ...(drill.filter === undefined ? {} : { filter: drill.filter }),
          ...(given.fields === undefined ? {} : { fields: given.fields }),
          ...(given.sort === undefined ? {} : { sort: given.sort }),
          ...(given.after === undefined ? {} : { after: given.after }),
        })
        if (!compiled.ok) return { status: 400, problems: compiled.problems }
        return { status: 200, text: await runStatement(context.workspace.pool, compiled.statement) }
      },
    }),
    exportReportRoute,
    reportSqlRoute,
  ]
}
