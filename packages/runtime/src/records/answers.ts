import type { Entity } from '@atelier/definitions'
import { type Compiled, compileGet, mayEver } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { notFound } from '../http/known-problems.ts'
import type { RouteAnswer } from '../http/route.ts'
import type { RefusalKind, WriteResult } from '../kernel/commands.ts'
import { asReader, type Session, sessionOn } from '../kernel/session.ts'
import { isId } from '../kernel/take-values.ts'
import type { Context } from '../workspace/workspace.ts'

const statuses: Readonly<Record<RefusalKind, number>> = {
  not_understood: 400,
  not_found: 404,
  not_allowed: 403,
  conflict: 409,
  invalid: 422,
}

/** The HTTP status of a refusal. */
export const statusOf = (kind: RefusalKind): number => statuses[kind]

/** The entity of a call, when it has records of its own and the reader may know of it; unknown and forbidden look alike. */
export function entityFor(context: Context, key: string): Entity | undefined {
  const { model } = context.generation
  const entity = model.entities.get(key)
  if (entity === undefined || (entity.origin.kind !== 'drawn' && entity.origin.kind !== 'system')) return undefined
  return mayEver(context.reader, model, key, 'read') || mayEver(context.reader, model, key, 'create')
    ? entity
    : undefined
}

/** The answer for what is not there, or not to be seen. */
export const missing: RouteAnswer = { status: 404, problems: [notFound] }

/** A session outside any transaction. */
export const poolSession = (context: Context): Session => sessionOn(context.workspace.pool)

/** Runs a read and passes its JSON on as Postgres made it; `null` is not found. */
export async function answerCompiled(context: Context, compiled: Compiled): Promise<RouteAnswer> {
  if (!compiled.ok) return { status: 400, problems: compiled.problems }
  const text = await poolSession(context).text(compiled.statement)
  return text === 'null' ? missing : { status: 200, text }
}

/** The record as its writer may see it, with the warnings of the write; whoever may write but not read gets id and version. */
export async function answerRecord(
  context: Context,
  entity: string,
  result: Exclude<WriteResult, { status: 'refused' }>,
  status: number,
): Promise<RouteAnswer> {
  const told = result.status === 'pending' ? undefined : result.record
  const text = told ?? (await recordText(context, entity, result.id))
  const record = text === 'null' ? JSON.stringify({ id: result.id, version: result.version }) : text
  const added = {
    ...(result.warnings.length === 0 ? {} : { _warnings: result.warnings.map((problem) => worded(problem, context)) }),
    ...(result.status === 'pending'
      ? { _pending: { approval: result.approvals[0], approvals: result.approvals } }
      : {}),
  }
  const answered = Object.keys(added).length === 0 ? record : `${record.slice(0, -1)},${JSON.stringify(added).slice(1)}`
  return { status: result.status === 'pending' ? 202 : status, text: answered }
}

async function recordText(context: Context, entity: string, id: string): Promise<string> {
  const compiled = compileGet(asReader(context), { entity, id })
  return compiled.ok ? poolSession(context).text(compiled.statement) : 'null'
}

/** A refused write as an answer. */
export function answerRefusal(result: Extract<WriteResult, { status: 'refused' }>): RouteAnswer {
  return { status: statusOf(result.kind), problems: result.problems }
}

/** A problem as it is shown inside an answer: words in the caller's language. */
export function worded(problem: Problem, { language }: Context): Readonly<Record<string, unknown>> {
  const { message, fix, ...rest } = problem
  return { ...rest, message: message[language], ...(fix === undefined ? {} : { fix: fix[language] }) }
}

/** The id in a path when it can be one. */
export const idIn = (text: string | undefined): string | undefined =>
  text !== undefined && isId(text) ? text.toLowerCase() : undefined

/** The record that the path of a call names: its entity, when the reader may know of it, and an id that can be one. */
export function recordAt(
  context: Context,
  params: Readonly<Record<string, string | undefined>>,
): { readonly entity: Entity; readonly id: string } | undefined {
  const entity = entityFor(context, params['entity'] ?? '')
  const id = idIn(params['id'])
  return entity === undefined || id === undefined ? undefined : { entity, id }
}

/** The version that `If-Match` asks for; undefined without the header, a problem when it is no version. */
export function ifMatch(headers: Headers): { readonly version: number | undefined } | { readonly problem: Problem } {
  const header = headers.get('if-match')
  if (header === null || header.trim() === '*') return { version: undefined }
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]
  if (version !== undefined) return { version: Number(version) }
  return {
    problem: {
      code: 'wrong_type',
      path: '',
      message: {
        en: 'If-Match must be a version in quotes, like "3".',
        'zh-CN': 'If-Match 应为带引号的版本号,例如 "3"。',
      },
    },
  }
}
