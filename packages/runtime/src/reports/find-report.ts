import { checkDocument, parseReport, type ReportDocument } from '@atelier/definitions'
import { type CompiledReport, compileReport, type ParamValues } from '@atelier/reports'
import type { Problem } from '@atelier/rules'
import { notFound } from '../http/known-problems.ts'
import type { JsonSchema } from '../http/route.ts'
import { isForReader } from '../workspace/leave-out-hidden.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

/** A report by its key or as a definition, and the values of its parameters, as calls name them. */
export const report: JsonSchema = { type: ['string', 'object'] }
export const params: JsonSchema = { type: 'object' }

export type Given = {
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
export function findReport(context: Context, given: unknown, params: ParamValues): Found {
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
