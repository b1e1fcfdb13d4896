import { appendAudit } from '../audit/audit.ts'
import { notFound } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { worded } from '../records/answers.ts'
import { handOver, holdingsOf } from './hand-over.ts'
import { strongerPerson, unknownUser } from './problems.ts'
import { mayActFor } from './within-rights.ts'

const may = { may: 'manageUsers' } as const
const told = 100

/** What somebody who leaves has open, and giving it to somebody else: for roles with `may: ["manageUsers"]`. */
export function handOverRoutes({ pool }: Installation): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/users/:id/holdings',
      summary: 'What a user has open: records and tasks by entity, approvals that wait',
      access: may,
      answers: { 200: '{records: [{entity, kind, count}], approvals}' },
      handle: async ({ context, params }) => {
        const id = params['id'] ?? ''
        if (!(await context.workspace.directory()).users.has(id)) return { status: 404, problems: [notFound] }
        return { status: 200, json: await holdingsOf(context, id) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/users/:id/hand-over',
      summary: 'Give what a user has open to another, up to 5,000 records at a time',
      access: may,
      body: {
        type: 'object',
        properties: {
          to: { type: 'string', maxLength: 36, description: 'Id of the user who takes over.' },
          entities: { type: 'array', maxItems: 200, items: { type: 'string', maxLength: 100 } },
        },
        required: ['to'],
        additionalProperties: false,
      },
      bodyRequired: true,
      answers: { 200: '{moved, refused: [{entity, id, problems}], approvals, more, request}' },
      handle: async ({ context, params, body }) => {
        const from = params['id'] ?? ''
        const { to, entities } = body as { readonly to: string; readonly entities?: readonly string[] }
        const { users } = await context.workspace.directory()
        if (!users.has(from)) return { status: 404, problems: [notFound] }
        if (!(await mayActFor(context, from))) return { status: 403, problems: [strongerPerson] }
        if (to === from || !users.get(to)?.active) return { status: 422, problems: [unknownUser('to')] }
        const done = await handOver(context, { from, to, ...(entities === undefined ? {} : { entities }) })
        await appendAudit(pool, context, [
          { kind: 'handedOver', user: from, details: { to, records: done.moved, approvals: done.approvals } },
        ])
        const refused = done.refused
          .slice(0, told)
          .map(({ problems, ...where }) => ({ ...where, problems: problems.map((each) => worded(each, context)) }))
        return { status: 200, json: { ...done, refused, refusals: done.refused.length, request: context.request } }
      },
    }),
  ]
}
