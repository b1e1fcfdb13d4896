import type { Field } from '@atelier/definitions'
import { type FieldRight, fieldAccess, mayEver } from '@atelier/records'
import type { JsonSchema, Route } from '../http/route.ts'
import type { Context } from '../workspace/workspace.ts'

/** JSON types of an answer by the rule type of a field. */
function answerSchema(field: Field): JsonSchema {
  const { key } = field.type
  if (key === 'boolean') return { type: ['boolean', 'null'] }
  if (key === 'reference' || key === 'user' || key === 'owner' || key === 'team')
    return {
      oneOf: [{ type: 'null' }, { type: 'object', properties: { id: { type: 'string' }, label: { type: 'string' } } }],
    }
  if (key === 'money')
    return { type: ['object', 'null'], properties: { amount: { type: 'string' }, currency: { type: 'string' } } }
  if (['choices', 'tags', 'references', 'lines', 'file', 'roles'].includes(key)) return { type: ['array', 'null'] }
  if (key === 'choice') return { type: ['string', 'null'], examples: field.options.map((option) => option.key) }
  if (field.key === 'version') return { type: 'integer' }
  if (key === 'date') return { type: ['string', 'null'], format: 'date' }
  if (key === 'datetime') return { type: ['string', 'null'], format: 'date-time' }
  if (['formula', 'rollup', 'lookup'].includes(key)) return {}
  return { type: ['string', 'null'] }
}

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'RFC 9457 problem document',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          code: { type: 'string' },
          path: { type: 'string' },
          field: { type: 'string' },
          message: { type: 'string' },
          params: { type: 'object' },
          fix: { type: 'string' },
        },
      },
    },
  },
}

function operation(route: Route): JsonSchema {
  const names = [...route.path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '')
  const content =
    route.body === undefined
      ? undefined
      : route.body === 'multipart'
        ? {
            'multipart/form-data': {
              schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
            },
          }
        : { 'application/json': { schema: route.body } }
  return {
    summary: route.summary,
    ...(route.access === 'anyone' ? { security: [] } : {}),
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...Object.entries(route.query ?? {}).map(([name, parameter]) => ({
        name,
        in: 'query',
        description: parameter.description,
        schema: {
          type: parameter.type,
          ...(parameter.values ? { enum: parameter.values } : {}),
          ...(parameter.minimum === undefined ? {} : { minimum: parameter.minimum }),
          ...(parameter.maximum === undefined ? {} : { maximum: parameter.maximum }),
        },
      })),
    ],
    ...(content ? { requestBody: { required: route.bodyRequired === true, content } } : {}),
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, description]) => [status, { description }])),
      default: {
        description: 'Problems',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** The OpenAPI 3.1 document of the calls and of the entities that the person may see, at the revision in service (IN-01). */
export function openApiDocument(context: Context, routes: readonly Route[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const route of routes) {
    const path = `/api${route.path.replace(/:([a-zA-Z]+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  const { model, revision } = context.generation
  const schemas: Record<string, JsonSchema> = { Problem: problemSchema }
  for (const entity of model.entities.values()) {
    if (
      entity.origin.kind === 'collection' ||
      entity.origin.kind === 'lines' ||
      !mayEver(context.reader, model, entity.key, 'read')
    )
      continue
    const rights: ReadonlyMap<string, FieldRight> = fieldAccess(context.reader, model, entity.key)
    const visible = [...entity.fields.values()].filter(
      (field) => (rights.get(field.key)?.access ?? 'hidden') !== 'hidden',
    )
    schemas[`record.${entity.key}`] = {
      type: 'object',
      title: entity.label[context.language] ?? entity.key,
      properties: Object.fromEntries(
        visible.map((field) => [
          field.key,
          {
            ...answerSchema(field),
            title: field.label[context.language] ?? field.key,
            ...(field.system || field.type.source !== 'input' || rights.get(field.key)?.access !== 'write'
              ? { readOnly: true }
              : {}),
          },
        ]),
      ),
      required: ['id', 'version'],
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Atelier', version: '1', description: `Revision ${revision} of workspace ${context.workspace.key}` },
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'atelier.session_token' },
      },
      schemas,
    },
  }
}
