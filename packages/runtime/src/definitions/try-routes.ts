import type { Document } from '@atelier/definitions'
import { may, type Reader } from '@atelier/records'
import { notAllowed, notFound } from '../http/known-problems.ts'
import { defineRoute, type Route, type RouteAnswer } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { isId } from '../kernel/take-values.ts'
import { poolSession, worded } from '../records/answers.ts'
import { valuesIn } from '../records/write-routes.ts'
import type { Context } from '../workspace/workspace.ts'
import { composeChangeSet, findChangeSet } from './change-set.ts'
import { draftAccess } from './draft-access.ts'
import { tryMoves } from './try-moves.ts'

const id = { type: 'string', maxLength: 36 } as const

type Asked =
  | { readonly answer: RouteAnswer }
  | { readonly answer?: undefined; readonly documents: readonly Document[]; readonly person: Reader }

/** The documents of a change set, or those in service, and the person whom the question is about: oneself, or anybody for those who manage people. */
async function askedAbout(installation: Installation, context: Context, body: unknown): Promise<Asked> {
  const { change, user = context.reader.user } = valuesIn(body)
  const own = user === context.reader.user
  if (!own && !may(context.reader, context.generation.model, 'manageUsers'))
    return { answer: { status: 403, problems: [notAllowed] } }
  const { schema } = context.workspace
  const set = change === undefined ? undefined : await findChangeSet(installation.pool, schema, String(change))
  const person = own ? context.reader : isId(String(user)) ? await context.workspace.reader(String(user)) : undefined
  if (!person || (change !== undefined && !set)) return { answer: { status: 404, problems: [notFound] } }
  const documents = set
    ? (await composeChangeSet(installation.pool, schema, set)).documents
    : context.generation.model.documents
  return { documents, person }
}

/** What a draft would do to real records and people, before it is published. */
export function tryRoutes(installation: Installation): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/definitions/moves',
      summary:
        'Where a record could go in a pipeline as a change set has it, and what would be refused; nothing is changed. Without `change` as it is in service',
      access: { may: 'build' },
      body: {
        type: 'object',
        properties: {
          change: { ...id, description: 'Id of the change set' },
          pipeline: { type: 'string', maxLength: 100, description: 'Key of the pipeline there' },
          record: { ...id, description: 'Id of a record of its entity' },
          user: { ...id, description: 'Who would move it; oneself when left out. Needs the right to manage people' },
        },
        required: ['pipeline', 'record'],
        additionalProperties: false,
      },
      bodyRequired: true,
      answers: {
        200: '{from, moves: [{stage, label, outcome, current, allowed, needsReason, waitsFor?, refusals: [{code, field?, message, params, fix?}]}]}',
      },
      handle: async ({ context, body }) => {
        const asked = await askedAbout(installation, context, body)
        if (asked.answer) return asked.answer
        const { pipeline, record } = valuesIn(body)
        if (!isId(String(record))) return { status: 404, problems: [notFound] }
        const tried = await tryMoves(context, poolSession(context), asked.documents, {
          pipeline: String(pipeline),
          record: String(record),
          user: asked.person,
        })
        if (tried.kind === 'unknown') return { status: 404, problems: [notFound] }
        if (tried.kind === 'unready') return { status: 422, problems: tried.problems }
        const moves = tried.moves.map((move) => ({
          ...move,
          refusals: move.refusals.map((refusal) => worded(refusal, context)),
        }))
        return { status: 200, json: { from: tried.from, moves } }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/definitions/access',
      summary:
        'What a person may do to each entity and field as a change set has it, and which roles say so. Without `change` as it is in service',
      access: { may: 'build' },
      body: {
        type: 'object',
        properties: {
          change: { ...id, description: 'Id of the change set' },
          user: { ...id, description: 'Whose rights; oneself when left out. Needs the right to manage people' },
        },
        additionalProperties: false,
      },
      answers: {
        200: '{unlimited, roles, entities: [{entity, grants: [{action, role, scope}], fields: [{field, access, byRow}]}]}, fields only where they are less than written',
      },
      handle: async ({ context, body }) => {
        const asked = await askedAbout(installation, context, body)
        if (asked.answer) return asked.answer
        return { status: 200, json: draftAccess(context, asked.documents, asked.person) }
      },
    }),
  ]
}
