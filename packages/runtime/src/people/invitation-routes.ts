import { appendAudit } from '../audit/audit.ts'
import { notFound } from '../http/known-problems.ts'
import { defineRoute, type Route, type RouteAnswer } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { sessionOn } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { createInvitation, withdrawInvitations } from './invitations.ts'
import { addressNeeded, strongerPerson } from './problems.ts'
import { mayActFor } from './within-rights.ts'

const may = { may: 'manageUsers' } as const
const lifetime = 7

/** Somebody active of this workspace for whom the caller may decide how they sign in, or why not. */
export async function personToActFor(
  context: Context,
  id: string,
): Promise<{ readonly email: string | undefined } | RouteAnswer> {
  const person = (await context.workspace.directory()).users.get(id)
  if (!person?.active) return { status: 404, problems: [notFound] }
  if (!(await mayActFor(context, id))) return { status: 403, problems: [strongerPerson] }
  return { email: person.email }
}

/** Links with which people set their own password: for a first sign-in, and for whoever has forgotten it. */
export function invitationRoutes(installation: Installation): readonly Route[] {
  const { pool } = installation
  return [
    defineRoute({
      method: 'POST',
      path: '/users/:id/invitation',
      summary: 'Make a link with which a user sets a password, once; it replaces the one before',
      access: may,
      body: {
        type: 'object',
        properties: { days: { type: 'integer', minimum: 1, maximum: 30, description: 'How long it is good for (7).' } },
        additionalProperties: false,
      },
      answers: { 201: '{path, expiresAt}: the path behind the address of the app; it is shown this once' },
      handle: async ({ context, params, body }) => {
        const id = params['id'] ?? ''
        const person = await personToActFor(context, id)
        if ('status' in person) return person
        if (person.email === undefined) return { status: 422, problems: [addressNeeded] }
        const days = typeof body === 'object' && body !== null && 'days' in body ? Number(body.days) : lifetime
        const { token, expiresAt } = await createInvitation(installation, { user: id, by: context.reader.user, days })
        await appendAudit(pool, context, [{ kind: 'invited', user: id, details: { until: expiresAt.toISOString() } }])
        return { status: 201, json: { path: `/invite/${token}`, expiresAt } }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/users/:id/invitation',
      summary: 'Withdraw the link of a user',
      access: may,
      answers: { 204: 'Withdrawn' },
      handle: async ({ context, params }) => {
        const id = params['id'] ?? ''
        const person = await personToActFor(context, id)
        if ('status' in person) return person
        const gone = await withdrawInvitations(sessionOn(pool), [id])
        return gone > 0 ? { status: 204 } : { status: 404, problems: [notFound] }
      },
    }),
  ]
}
