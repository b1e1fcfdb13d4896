import { checkDocument, parseReport, type ReportDocument } from '@atelier/definitions'
import { compileList } from '@atelier/records'
import { type CompiledReport, compileReport, drillInto, type ParamValues } from '@atelier/reports'
import type { Problem } from '@atelier/rules'
import { runStatement } from '../database/run-statement.ts'
import { notFound } from '../http/known-problems.ts'
import { defineRoute, type JsonSchema, type Route } from '../http/route.ts'
import { isForReader } from '../workspace/leave-out-hidden.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { runReadOnly } from './run-read-only.ts'

const report: JsonSchema = { type: ['string', 'object'] }
const params: JsonSchema = { type: 'object' }

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

type Given = {
  readonly report: unknown
  readonly params?: ParamValues
  readonly cell: {
    readonly row?: Readonly<Record<string, unknown>>
    readonly col?: Readonly<Record<string, unknown>>
    readonly value: string
  }
  readonly fields?: readonly string[]
  readonly sort?: readonly string[]
  readonly limit?: number
  readonly after?: string
  readonly count?: 'none' | 'capped' | 'exact'
}

type Compiled = Extract<CompiledReport, { ok: true }>
type Found =
  | { readonly document: ReportDocument; readonly compiled: Compiled }
  | { readonly status: 404 | 400; readonly problems: readonly Problem[] }

const onReport = (problems: readonly Problem[]): readonly Problem[] =>
  problems.map((problem) =>
    problem.path.startsWith('/params') ? problem : { ...problem, path: `/report${problem.path}` },
  )

/**
 * The report meant, compiled for the caller: one in service by its key, or a definition sent along (which needs no id, key or label). A sent one is
 * compiled with the caller's rights before anything else is said of it, so that what is hidden is answered like what is not there.
 */
function findReport(context: Context, given: unknown, params: ParamValues): Found {
  const { model } = context.generation
  const stored = typeof given === 'string' ? model.reports.get(given) : undefined
  if (stored && !isForReader(context, stored)) return { status: 404, problems: [notFound] }
  const sent = typeof given === 'string' ? undefined : parseReport(given, '/report')
  const document = stored ?? sent?.document
  if (!document)
    return sent?.problems ? { status: 400, problems: sent.problems } : { status: 404, problems: [notFound] }
  const compiled = compileReport(queryContext(context), document, params)
  if (!compiled.ok) return { status: 400, problems: onReport(compiled.problems) }
  const problems = sent?.document ? checkDocument(sent.document, model) : []
  return problems.length > 0 ? { status: 400, problems: onReport(problems) } : { document, compiled }
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
        const drill = drillInto(queryContext(context), found.document, given.params ?? {}, given.cell)
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
  ]
}
