import { compileGet, compileMay } from '@atelier/records'
import type { Decision } from '@atelier/workflow'
import { runStatement } from '../database/run-statement.ts'
import { inTransaction } from '../database/transaction.ts'
import { notAllowed, notFound } from '../http/known-problems.ts'
import { defineRoute, type Route, type RouteAnswer } from '../http/route.ts'
import { announceLater } from '../kernel/announce-later.ts'
import { sessionOn } from '../kernel/session.ts'
import { isId } from '../kernel/take-values.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { decideRequest } from './decide-request.ts'
import { entityOf } from './requests.ts'
import { startRequest } from './start-request.ts'
import { tickAction } from './tick-action.ts'
import { type Box, describer, describeWhole, findRequest, listRequests } from './views.ts'

const boxes: readonly Box[] = ['todo', 'done', 'mine', 'cc']
const given = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {}
const missing: RouteAnswer = { status: 404, problems: [notFound] }

/** What stands between the caller and a change of this record: nothing, or the answer. */
export async function barred(context: Context, entity: string, id: string): Promise<RouteAnswer | undefined> {
  const known = context.generation.model.entities.get(entity)
  if (known === undefined || known.origin.kind !== 'drawn' || !isId(id)) return missing
  const { pool } = context.workspace
  const compiled = compileGet(queryContext(context), { entity, id, fields: [] })
  if (!compiled.ok || (await runStatement(pool, compiled.statement)) === 'null') return missing
  const may: readonly string[] = JSON.parse(
    await runStatement(pool, compileMay(queryContext(context), { entity, action: 'update', ids: [id] })),
  )
  return may.includes(id) ? undefined : { status: 403, problems: [notAllowed] }
}

async function start(context: Context, key: string, entity: string, id: string): Promise<RouteAnswer> {
  const no = await barred(context, entity, id)
  if (no !== undefined) return no
  const document = context.generation.model.approvals.get(key)
  const byButton = document?.entity === entity && (document.start === undefined || document.start.includes('button'))
  if (document === undefined || !byButton)
    return {
      status: 422,
      problems: [
        {
          code: 'unknown_option',
          path: '/approval',
          field: 'approval',
          message: { en: 'There is no such approval to start here.', 'zh-CN': '此处没有可发起的该审批。' },
          params: {
            known: [...context.generation.model.approvals.values()]
              .filter((each) => each.entity === entity)
              .map((each) => each.key),
          },
        },
      ],
    }
  const started = await inTransaction(
    context.workspace.pool,
    (client) => startRequest(context, sessionOn(client), document, id),
    { keeps: ({ ok }) => ok },
  )
  if (!started.ok)
    return { status: started.status, problems: started.problems.length > 0 ? started.problems : [notFound] }
  announceLater(context.workspace, entity, [id])
  const request = await findRequest(context, started.id)
  return request === undefined ? missing : { status: 201, json: await describeWhole(context, request) }
}

async function decideAndAnswer(context: Context, id: string, body: unknown): Promise<RouteAnswer> {
  const { action, comment } = given(body)
  if (!isId(id)) return missing
  const decision: Omit<Decision, 'by'> = {
    action: action === 'approve' || action === 'reject' ? action : 'withdraw',
    ...(typeof comment === 'string' ? { comment } : {}),
  }
  const answer = await decideRequest(context, id, decision)
  if (!answer.ok) return { status: answer.status, problems: answer.problems }
  const request = await findRequest(context, id)
  if (request === undefined) return missing
  const entity = entityOf(context, request)
  if (entity !== undefined) announceLater(context.workspace, entity.key, [request.record])
  return { status: 200, json: await describeWhole(context, request) }
}

/** Approvals: what waits for me, what I started and decided; starting and deciding; ticking key actions. */
export function approvalRoutes(): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/approvals',
      summary: 'Approval requests of one of my boxes, newest first',
      access: 'signedIn',
      query: {
        box: { type: 'string', description: 'todo (default), done, mine or cc', values: boxes },
        limit: { type: 'integer', description: 'At most so many (50)', minimum: 1, maximum: 500 },
        after: { type: 'string', description: '`next` of the page before' },
      },
      answers: { 200: 'A page of requests' },
      handle: async ({ context, query }) => {
        const { after } = query
        if (after !== undefined && !isId(after))
          return {
            status: 400,
            problems: [
              {
                code: 'bad_cursor',
                path: '',
                message: { en: 'This cursor is not one of ours.', 'zh-CN': '游标无效。' },
              },
            ],
          }
        const box = boxes.find((each) => each === query['box']) ?? 'todo'
        const page = await listRequests(context, box, Number(query['limit'] ?? '50'), after)
        return {
          status: 200,
          json: { approvals: page.items.map(await describer(context, page.items)), next: page.next },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/approvals/:id',
      summary: 'One approval request with its steps, people and decisions',
      access: 'signedIn',
      answers: { 200: 'The request' },
      handle: async ({ context, params }) => {
        const request = isId(params['id'] ?? '') ? await findRequest(context, params['id'] ?? '') : undefined
        return request === undefined ? missing : { status: 200, json: await describeWhole(context, request) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/approvals/:id/decisions',
      summary: 'Approve, reject or withdraw',
      access: 'signedIn',
      body: {
        type: 'object',
        properties: {
          action: { enum: ['approve', 'reject', 'withdraw'] },
          comment: { type: ['string', 'null'], maxLength: 10_000 },
        },
        required: ['action'],
        additionalProperties: false,
      },
      bodyRequired: true,
      answers: { 200: 'The request as it is now' },
      handle: ({ context, params, body }) => decideAndAnswer(context, params['id'] ?? '', body),
    }),
    defineRoute({
      method: 'POST',
      path: '/records/:entity/:id/approvals',
      summary: 'Start an approval of a record',
      access: 'signedIn',
      body: {
        type: 'object',
        properties: { approval: { type: 'string' } },
        required: ['approval'],
        additionalProperties: false,
      },
      bodyRequired: true,
      answers: { 201: 'The request' },
      handle: ({ context, params, body }) =>
        start(context, String(given(body)['approval']), params['entity'] ?? '', params['id'] ?? ''),
    }),
    defineRoute({
      method: 'POST',
      path: '/records/:entity/:id/actions',
      summary: 'Tick a key action of the present stage, or take the tick away',
      access: 'signedIn',
      body: {
        type: 'object',
        properties: { action: { type: 'string' }, done: { type: 'boolean' } },
        required: ['action', 'done'],
        additionalProperties: false,
      },
      bodyRequired: true,
      answers: { 200: 'The key actions of the present stage' },
      handle: async ({ context, params, body }) => {
        const [entity, id] = [params['entity'] ?? '', params['id'] ?? '']
        const no = await barred(context, entity, id)
        if (no !== undefined) return no
        const { action, done } = given(body)
        return tickAction(context, entity, id, String(action), done === true)
      },
    }),
  ]
}
