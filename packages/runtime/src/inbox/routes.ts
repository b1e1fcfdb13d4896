import { compileCount, compileList } from '@atelier/records'
import { activityEntity } from '@atelier/workflow'
import { describer, listRequests } from '../approvals/views.ts'
import { runStatement } from '../database/run-statement.ts'
import { notFound } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { isId } from '../kernel/take-values.ts'
import { queryContext, unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { snoozedUntil, snoozeRoutes, splitSnoozed } from './snooze.ts'

const shown = 100

/** More unread notifications than people have; whoever has more marks them once again. */
const mostPages = 40

type Listed = {
  readonly records: readonly { readonly id: string; readonly [field: string]: unknown }[]
  readonly next: string | null
}

async function list(context: Context, query: Parameters<typeof compileList>[1]): Promise<Listed> {
  const compiled = compileList(queryContext(context), query)
  if (!compiled.ok) return { records: [], next: null }
  return JSON.parse(await runStatement(context.workspace.pool, compiled.statement))
}

const mine = (field: string): unknown => ({ '==': [{ var: field }, { var: '$user' }] })

/** Activities that are not done and belong to the caller, the most urgent first. */
async function tasks(context: Context): Promise<readonly Record<string, unknown>[]> {
  const entity = activityEntity(context.generation.model)
  const shape = entity?.document.activity
  if (entity === undefined || shape === undefined || entity.owner === undefined) return []
  const { records } = await list(context, {
    entity: entity.key,
    filter: { and: [mine(entity.owner.key), { '!=': [{ var: shape.done }, true] }] },
    sort: [shape.due],
    fields: [...new Set([entity.title, shape.type, shape.due, shape.about])],
    limit: shown,
  })
  return records.map((record) => ({
    id: record.id,
    entity: entity.key,
    label: record[entity.title] ?? null,
    type: record[shape.type] ?? null,
    due: record[shape.due] ?? null,
    about: record[shape.about] ?? null,
  }))
}

const unreadFilter = (): unknown => ({ and: [mine('to'), { empty: [{ var: 'readAt' }] }] })

async function unreadCount(context: Context): Promise<number> {
  const compiled = compileCount(queryContext(unrestricted(context)), {
    entity: 'notification',
    filter: unreadFilter(),
    capped: true,
  })
  if (!compiled.ok) return 0
  const { value }: { readonly value: number } = JSON.parse(
    await runStatement(context.workspace.pool, compiled.statement),
  )
  return value
}

const noticeFields = ['subject', 'body', 'entity', 'record', 'readAt', 'createdAt']

async function notices(context: Context, query: Readonly<Record<string, string>>): Promise<Listed> {
  return list(unrestricted(context), {
    entity: 'notification',
    filter: query['unread'] === 'true' ? unreadFilter() : mine('to'),
    sort: ['-createdAt'],
    fields: noticeFields,
    limit: Number(query['limit'] ?? '50'),
    ...(query['after'] === undefined ? {} : { after: query['after'] }),
  })
}

/** What waits for the caller: approvals, tasks, notifications. */
export function inboxRoutes(): readonly Route[] {
  return [
    ...snoozeRoutes,
    defineRoute({
      method: 'GET',
      path: '/inbox',
      summary: 'What waits for me: approvals to decide, open tasks, unread notifications',
      access: 'signedIn',
      answers: { 200: 'Approvals and tasks, with counts; what was put aside stands under `later`' },
      handle: async ({ context }) => {
        const [page, open, unread, laterApprovals, laterTasks] = await Promise.all([
          listRequests(context, 'todo', shown, undefined),
          tasks(context),
          unreadCount(context),
          snoozedUntil(context, 'approval'),
          snoozedUntil(context, 'task'),
        ])
        const approvals = splitSnoozed(page.items.map(await describer(context, page.items)), laterApprovals)
        const activities = splitSnoozed(open, laterTasks)
        return {
          status: 200,
          json: {
            approvals: approvals.now,
            tasks: activities.now,
            counts: { approvals: approvals.now.length, tasks: activities.now.length, notifications: unread },
            later: { approvals: approvals.later, tasks: activities.later },
          },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/notifications',
      summary: 'My notifications, newest first',
      access: 'signedIn',
      query: {
        unread: { type: 'boolean', description: 'Only those not read yet' },
        limit: { type: 'integer', description: 'At most so many (50)', minimum: 1, maximum: 500 },
        after: { type: 'string', description: '`next` of the page before' },
      },
      answers: { 200: 'A page of notifications' },
      handle: async ({ context, query }) => {
        const { records, next } = await notices(context, query)
        return {
          status: 200,
          json: {
            notifications: records.map(({ createdAt, ...notice }) => ({ ...notice, at: createdAt })),
            next,
            unread: await unreadCount(context),
          },
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/notifications/read',
      summary: 'Mark all my notifications as read',
      access: 'signedIn',
      answers: { 200: '{read}: how many were not read yet' },
      handle: async ({ context }) => {
        let read = 0
        for (let page = 0; page < mostPages; page++) {
          const { records } = await list(unrestricted(context), {
            entity: 'notification',
            filter: unreadFilter(),
            fields: ['id'],
            limit: 500,
          })
          if (records.length === 0) break
          await runWrites(
            unrestricted(context),
            records.map(({ id }) => ({
              kind: 'update',
              entity: 'notification',
              id,
              values: { readAt: context.now.toISOString() },
            })),
            { atomic: true },
          )
          read += records.length
        }
        return { status: 200, json: { read } }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/notifications/:id/read',
      summary: 'Mark a notification as read',
      access: 'signedIn',
      answers: { 204: 'It is read' },
      handle: async ({ context, params }) => {
        const id = params['id'] ?? ''
        if (!isId(id)) return { status: 404, problems: [notFound] }
        const { records } = await list(unrestricted(context), {
          entity: 'notification',
          filter: { and: [mine('to'), { in: [{ var: 'id' }, [id]] }] },
          fields: ['readAt'],
          limit: 1,
        })
        const [found] = records
        if (found === undefined) return { status: 404, problems: [notFound] }
        if (found['readAt'] === null)
          await runWrites(
            unrestricted(context),
            [{ kind: 'update', entity: 'notification', id, values: { readAt: context.now.toISOString() } }],
            { atomic: true },
          )
        return { status: 204 }
      },
    }),
  ]
}
