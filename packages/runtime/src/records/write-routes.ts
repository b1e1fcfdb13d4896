import { defineRoute, type JsonSchema, type Route, type RouteAnswer } from '../http/route.ts'
import type { Values, WriteCommand } from '../kernel/commands.ts'
import { runWrites } from '../kernel/run-writes.ts'
import type { Context } from '../workspace/workspace.ts'
import { answerRecord, answerRefusal, entityFor, ifMatch, missing, recordAt } from './answers.ts'

const values: JsonSchema = { type: 'object', description: 'Values by field key' }

/** A JSON object as values by field key; the schema has seen to it that it is one. */
export const valuesIn = (body: unknown): Values =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {}

async function write(context: Context, command: WriteCommand, status: number): Promise<RouteAnswer> {
  const [result] = await runWrites(context, [command], { atomic: false, tell: true })
  if (result === undefined) return missing
  return result.status === 'refused' ? answerRefusal(result) : answerRecord(context, command.entity, result, status)
}

const create = defineRoute({
  method: 'POST',
  path: '/records/:entity',
  summary: 'Make a record',
  access: 'signedIn',
  body: values,
  answers: { 201: 'The record, with _warnings when something is worth a look' },
  handle: async ({ context, params, body }) => {
    const entity = entityFor(context, params['entity'] ?? '')
    if (entity === undefined) return missing
    return write(context, { kind: 'create', entity: entity.key, values: valuesIn(body) }, 201)
  },
})

const patch = defineRoute({
  method: 'PATCH',
  path: '/records/:entity/:id',
  summary: 'Change fields of a record; changing its stage is a move with its gates',
  access: 'signedIn',
  body: values,
  answers: { 200: 'The record', 202: 'The record; the move waits for an approval' },
  handle: async ({ context, params, body, headers }) => {
    const at = recordAt(context, params)
    if (at === undefined) return missing
    const { entity, id } = at
    const match = ifMatch(headers)
    if ('problem' in match) return { status: 400, problems: [match.problem] }
    const { version } = match
    return write(
      context,
      {
        kind: 'update',
        entity: entity.key,
        id,
        values: valuesIn(body),
        ...(version === undefined ? {} : { ifVersion: version }),
      },
      200,
    )
  },
})

const remove = defineRoute({
  method: 'DELETE',
  path: '/records/:entity/:id',
  summary: 'Put a record into the bin',
  access: 'signedIn',
  answers: { 204: 'It is in the bin' },
  handle: async ({ context, params, headers }) => {
    const at = recordAt(context, params)
    if (at === undefined) return missing
    const { entity, id } = at
    const match = ifMatch(headers)
    if ('problem' in match) return { status: 400, problems: [match.problem] }
    const [result] = await runWrites(
      context,
      [
        {
          kind: 'delete',
          entity: entity.key,
          id,
          ...(match.version === undefined ? {} : { ifVersion: match.version }),
        },
      ],
      { atomic: true },
    )
    if (result === undefined) return missing
    return result.status === 'refused' ? answerRefusal(result) : { status: 204, text: '' }
  },
})

const restore = defineRoute({
  method: 'POST',
  path: '/records/:entity/:id/restore',
  summary: 'Take a record out of the bin',
  access: 'signedIn',
  answers: { 200: 'The record' },
  handle: async ({ context, params }) => {
    const at = recordAt(context, params)
    if (at === undefined) return missing
    const { entity, id } = at
    return write(context, { kind: 'restore', entity: entity.key, id }, 200)
  },
})

const moveBody: JsonSchema = {
  type: 'object',
  required: ['to'],
  additionalProperties: false,
  properties: {
    to: { type: 'string', description: 'Key of a stage' },
    values,
    reason: { type: 'string', maxLength: 2000 },
  },
}

const move = defineRoute({
  method: 'POST',
  path: '/records/:entity/:id/move',
  summary: 'Move a record to another stage',
  access: 'signedIn',
  body: moveBody,
  bodyRequired: true,
  answers: { 200: 'The record', 202: 'The record; the move waits for an approval' },
  handle: async ({ context, params, body, headers }) => {
    const at = recordAt(context, params)
    if (at === undefined) return missing
    const { entity, id } = at
    const match = ifMatch(headers)
    if ('problem' in match) return { status: 400, problems: [match.problem] }
    const { to, values: given, reason } = valuesIn(body)
    const command: WriteCommand = {
      kind: 'move',
      entity: entity.key,
      id,
      to: String(to),
      ...(given === undefined ? {} : { values: valuesIn(given) }),
      ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
      ...(match.version === undefined ? {} : { ifVersion: match.version }),
    }
    return write(context, command, 200)
  },
})

/** Calls that change one record. */
export const writeRoutes: readonly Route[] = [create, patch, remove, restore, move]
