import type { Entity } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import { defineRoute, type JsonSchema, type Route } from '../http/route.ts'
import type { RefusalKind, Values, WriteCommand, WriteResult } from '../kernel/commands.ts'
import { newId } from '../kernel/new-id.ts'
import { fieldProblem, unknownField } from '../kernel/problems.ts'
import { fieldRights } from '../kernel/rights.ts'
import { runWrites } from '../kernel/run-writes.ts'
import type { Context } from '../workspace/workspace.ts'
import { entityFor, missing, statusOf, worded } from './answers.ts'
import { matchRecords } from './match-records.ts'
import { valuesIn } from './write-routes.ts'

const bulkBody: JsonSchema = {
  type: 'object',
  required: ['records'],
  additionalProperties: false,
  properties: {
    records: { type: 'array', maxItems: 5000, items: { type: 'object' } },
    match: {
      type: 'array',
      maxItems: 5,
      items: { type: 'string' },
      description: 'Fields by which a row finds its record',
    },
    onMatch: { enum: ['update', 'skip', 'error'] },
    atomic: { type: 'boolean' },
    dryRun: { type: 'boolean', description: 'Judge every row, and change nothing' },
  },
}

/** What each row of a bulk becomes: a write, or an answer at once. */
type Planned =
  | { readonly command: WriteCommand }
  | { readonly answer: Record<string, unknown>; readonly problems: readonly Problem[] }

const bulk = defineRoute({
  method: 'POST',
  path: '/records/:entity/bulk',
  summary: 'Make or change up to 5,000 records; each row stands for itself unless atomic',
  access: 'signedIn',
  body: bulkBody,
  bodyRequired: true,
  answers: { 200: '{results: [{status, id?, version?, problems?}], request}' },
  handle: async ({ context, params, body }) => {
    const entity = entityFor(context, params['entity'] ?? '')
    if (entity === undefined) return missing
    const { records, match, onMatch, atomic, dryRun } = valuesIn(body)
    const rows = Array.isArray(records) ? records.map(valuesIn) : []
    const keys = Array.isArray(match) ? match.map(String) : []
    const unknown = keys.flatMap((key, at) => matchProblem(context, entity, key, `/match/${at}`))
    if (unknown.length > 0) return { status: 400, problems: unknown }
    const planned = await planRows(context, entity, rows, keys, typeof onMatch === 'string' ? onMatch : 'update')
    const isAtomic = atomic === true
    const refusedEarly = planned.some((plan) => 'answer' in plan && plan.problems.length > 0)
    const commands = planned.flatMap((plan) => ('command' in plan ? [plan.command] : []))
    const results =
      isAtomic && refusedEarly
        ? await runWrites(context, commands, { atomic: true, dryRun: true })
        : await runWrites(context, commands, { atomic: isAtomic, dryRun: dryRun === true })
    let next = 0
    const problems: Problem[] = []
    const kinds: RefusalKind[] = []
    const answered = planned.map((plan, at) => {
      const result = 'command' in plan ? results[next++] : undefined
      const own = 'answer' in plan ? plan.problems : result?.status === 'refused' ? result.problems : []
      if (own.length > 0) kinds.push(result?.status === 'refused' ? result.kind : 'invalid')
      problems.push(...own.map((problem) => ({ ...problem, path: `/records/${at}${problem.path}` })))
      return 'answer' in plan ? plan.answer : result === undefined ? {} : answerOf(context, result)
    })
    if (isAtomic && problems.length > 0) return { status: worst(kinds), problems }
    return { status: 200, json: { results: answered, request: context.request } }
  },
})

// All or nothing answers 422 whatever a row lacks, unless the call itself was not understood or not allowed.
function worst(kinds: readonly RefusalKind[]): number {
  const [first] = kinds
  if (first !== undefined && kinds.every((kind) => kind === first))
    return statusOf(first === 'not_found' ? 'invalid' : first)
  return kinds.includes('not_understood') ? 400 : 422
}

function answerOf(context: Context, result: WriteResult): Record<string, unknown> {
  if (result.status === 'refused')
    return {
      status: 'refused',
      ...(result.id === undefined ? {} : { id: result.id }),
      problems: result.problems.map((problem) => worded(problem, context)),
    }
  const { status, id, version, warnings } = result
  return {
    status,
    id,
    version,
    ...(warnings.length === 0 ? {} : { warnings: warnings.map((problem) => worded(problem, context)) }),
  }
}

function matchProblem(context: Context, entity: Entity, key: string, path: string): readonly Problem[] {
  const field = entity.fields.get(key)
  const right = fieldRights(context.reader, context.generation.model, entity.key)?.get(key)
  if (
    field === undefined ||
    (context.reader.user !== undefined &&
      (right === undefined || right.access === 'hidden' || right.access === 'masked'))
  )
    return [{ ...unknownField(key, '', []), path }]
  if (key !== 'id' && (field.type.storage !== 'columns' || field.type.group === 'computed'))
    return [
      {
        ...fieldProblem('wrong_type', field, (l) => ({
          en: `Records cannot be matched by ${l.en}.`,
          'zh-CN': `不能按${l['zh-CN']}匹配记录。`,
        })),
        path,
      },
    ]
  return []
}

async function planRows(
  context: Context,
  entity: Entity,
  rows: readonly Values[],
  keys: readonly string[],
  onMatch: string,
): Promise<readonly Planned[]> {
  if (keys.length === 0) return rows.map((values) => ({ command: { kind: 'create', entity: entity.key, values } }))
  const found = await matchRecords(context, entity, rows, keys)
  const made = new Map<string, string>()
  return rows.map((values, at): Planned => {
    const { tuple, ids } = found[at] ?? { tuple: undefined, ids: [] }
    const rest = keys.includes('id')
      ? Object.fromEntries(Object.entries(values).filter(([key]) => key !== 'id'))
      : values
    if (ids.length > 1) {
      const problem: Problem = {
        code: 'ambiguous_match',
        path: `/${keys[0] ?? ''}`,
        message: { en: 'More than one record matches this row.', 'zh-CN': '有多条记录与该行匹配。' },
        params: { ids: ids.slice(0, 10) },
      }
      return { answer: { status: 'refused', problems: [worded(problem, context)] }, problems: [problem] }
    }
    const id = ids[0] ?? (tuple === undefined ? undefined : made.get(tuple))
    if (id === undefined) {
      const fresh = newId()
      if (tuple !== undefined) made.set(tuple, fresh)
      return { command: { kind: 'create', entity: entity.key, id: fresh, values: rest } }
    }
    if (onMatch === 'skip') return { answer: { status: 'skipped', id }, problems: [] }
    if (onMatch === 'update') return { command: { kind: 'update', entity: entity.key, id, values: rest } }
    const fields = keys.flatMap((key) => entity.fields.get(key) ?? [])
    const problem = fieldProblem(
      'not_unique',
      fields[0] ?? { key: 'id', label: {} },
      (l) => ({ en: `A record with this ${l.en} exists already.`, 'zh-CN': `已有相同${l['zh-CN']}的记录。` }),
      { params: { id } },
    )
    return { answer: { status: 'refused', id, problems: [worded(problem, context)] }, problems: [problem] }
  })
}

/** The call that changes many records at once. */
export const bulkRoutes: readonly Route[] = [bulk]
