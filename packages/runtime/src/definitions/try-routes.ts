import { may } from '@atelier/records'
import { notAllowed, notFound } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { isId } from '../kernel/take-values.ts'
import { poolSession, worded } from '../records/answers.ts'
import { valuesIn } from '../records/write-routes.ts'
import { composeChangeSet, findChangeSet } from './change-set.ts'
import { tryMoves } from './try-moves.ts'

const id = { type: 'string', maxLength: 36 } as const

/** What a draft would do to real records, before it is published. */
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
        const { change, pipeline, record, user = context.reader.user } = valuesIn(body)
        if (user !== context.reader.user && !may(context.reader, context.generation.model, 'manageUsers'))
          return { status: 403, problems: [notAllowed] }
        const person = user === context.reader.user ? context.reader : await context.workspace.reader(String(user))
        const { pool } = installation
        const set =
          change === undefined ? undefined : await findChangeSet(pool, context.workspace.schema, String(change))
        if (!person || !isId(String(record)) || (change !== undefined && !set))
          return { status: 404, problems: [notFound] }
        const documents = set
          ? (await composeChangeSet(pool, context.workspace.schema, set)).documents
          : context.generation.model.documents
        const tried = await tryMoves(context, poolSession(context), documents, {
          pipeline: String(pipeline),
          record: String(record),
          user: person,
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
  ]
}
