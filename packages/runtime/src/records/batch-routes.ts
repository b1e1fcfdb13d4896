import type { Problem } from '@atelier/rules'
import { defineRoute, type JsonSchema, type Route } from '../http/route.ts'
import type { RefusalKind, WriteCommand } from '../kernel/commands.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { statusOf, worded } from './answers.ts'
import { valuesIn } from './write-routes.ts'

const kinds = ['create', 'update', 'delete', 'move'] as const

const reference: JsonSchema = {
  anyOf: [
    { type: 'string' },
    { type: 'object', required: ['$ref'], additionalProperties: false, properties: { $ref: { type: 'string' } } },
  ],
}

const batchBody: JsonSchema = {
  type: 'object',
  required: ['writes'],
  additionalProperties: false,
  properties: {
    writes: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          ...Object.fromEntries(kinds.map((kind) => [kind, { type: 'string', description: 'Key of the entity' }])),
          id: reference,
          values: { type: 'object' },
          as: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,60}$' },
          to: { type: 'string' },
          reason: { type: 'string', maxLength: 2000 },
          version: { type: 'integer', minimum: 1 },
        },
      },
    },
  },
}

const batch = defineRoute({
  method: 'POST',
  path: '/batch',
  summary: 'Several writes in one transaction, all or nothing; invariants are judged at its end',
  access: 'signedIn',
  body: batchBody,
  bodyRequired: true,
  answers: { 200: '{results: [{status, id, version}], request}' },
  handle: async ({ context, body }) => {
    const { writes } = valuesIn(body)
    const read = (Array.isArray(writes) ? writes : []).map((write, at) => readWrite(valuesIn(write), `/writes/${at}`))
    const malformed = read.flatMap((each) => ('problem' in each ? [each.problem] : []))
    if (malformed.length > 0) return { status: 400, problems: malformed }
    const commands = read.flatMap((each) => ('command' in each ? [each.command] : []))
    const results = await runWrites(context, commands, { atomic: true })
    const refused = results.flatMap((result, at) =>
      result.status === 'refused'
        ? [
            {
              kind: result.kind,
              problems: result.problems.map((problem) => ({
                ...problem,
                path: `/writes/${at}${placeOf(commands[at], problem)}`,
              })),
            },
          ]
        : [],
    )
    if (refused.length > 0)
      return {
        status: statusFor(refused.map(({ kind }) => kind)),
        problems: refused.flatMap(({ problems }) => problems),
      }
    return {
      status: 200,
      json: {
        results: results.map((result) =>
          result.status === 'refused'
            ? result
            : {
                status: result.status,
                id: result.id,
                version: result.version,
                ...(result.warnings.length === 0
                  ? {}
                  : { warnings: result.warnings.map((problem) => worded(problem, context)) }),
              },
        ),
        request: context.request,
      },
    }
  },
})

// Problems of values point into them; those of a move's target and of the record stand beside.
function placeOf(command: WriteCommand | undefined, problem: Problem): string {
  const beside = problem.path === '' || problem.path === '/to' || problem.path === '/id'
  return beside || command === undefined ? problem.path : `/values${problem.path}`
}

function statusFor(refused: readonly RefusalKind[]): number {
  for (const kind of ['not_understood', 'not_found', 'not_allowed', 'conflict'] as const)
    if (refused.includes(kind)) return statusOf(kind)
  return 422
}

type Read = { readonly command: WriteCommand } | { readonly problem: Problem }

function readWrite(write: Readonly<Record<string, unknown>>, path: string): Read {
  const named = kinds.filter((kind) => write[kind] !== undefined)
  const [kind] = named
  const malformed = (en: string, zh: string): Read => ({
    problem: { code: 'malformed_write', path, message: { en, 'zh-CN': zh } },
  })
  if (kind === undefined || named.length > 1)
    return malformed(
      'A write says exactly one of create, update, delete, move.',
      '每个写入须且仅须包含 create、update、delete、move 之一。',
    )
  const entity = String(write[kind])
  const as = typeof write['as'] === 'string' ? { as: write['as'] } : {}
  const values = valuesIn(write['values'])
  if (kind === 'create')
    return write['id'] === undefined
      ? { command: { kind, entity, values, ...as } }
      : malformed('A new record gets its id here.', '新记录的编号由系统生成。')
  const id = readId(write['id'])
  if (id === undefined) return malformed('Say which record by its id.', '请以 id 指明记录。')
  const version = typeof write['version'] === 'number' ? { ifVersion: write['version'] } : {}
  const reason = typeof write['reason'] === 'string' ? { reason: write['reason'] } : {}
  if (kind === 'update') return { command: { kind, entity, id, values, ...version, ...reason, ...as } }
  if (kind === 'delete') return { command: { kind, entity, id, ...version } }
  if (typeof write['to'] !== 'string') return malformed('A move says where to.', '推进须指明目标阶段。')
  return { command: { kind, entity, id, to: write['to'], values, ...version, ...reason } }
}

function readId(id: unknown): string | undefined {
  if (typeof id === 'string') return id.toLowerCase()
  if (typeof id === 'object' && id !== null && '$ref' in id && typeof id.$ref === 'string') return `$ref:${id.$ref}`
  return undefined
}

/** The call that writes several things in one transaction. */
export const batchRoutes: readonly Route[] = [batch]
