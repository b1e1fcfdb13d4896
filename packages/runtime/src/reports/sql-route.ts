import { defineRoute, type Route } from '../http/route.ts'
import { findReport, type Given, params, report } from './find-report.ts'

/** The statement that counts a report for the caller: for those who build, to see exactly what is asked of the database. It is not run. */
export const reportSqlRoute: Route = defineRoute({
  method: 'POST',
  path: '/reports/sql',
  summary: 'The SQL of a report as it is run with my rights',
  access: { may: 'build' },
  body: {
    type: 'object',
    properties: { report, params },
    required: ['report'],
    additionalProperties: false,
  },
  bodyRequired: true,
  answers: { 200: 'The statement, and the values that it is given' },
  handle: async ({ context, body }) => {
    const given = body as Given
    const found = findReport(context, given.report, given.params ?? {})
    if ('problems' in found) return { status: found.status, problems: found.problems }
    const { text, parameters } = found.compiled.statement
    const shown = parameters.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    return { status: 200, json: { sql: text, parameters: shown } }
  },
})
