import type { Entity } from '@atelier/definitions'
import { compileGet, compileList, type ListQuery } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { defineRoute, type JsonSchema, type Route, type RouteAnswer } from '../http/route.ts'
import { asReader } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { answerCompiled, entityFor, missing, recordAt } from './answers.ts'
import { type Asked, parseFilter } from './read-filter.ts'
import { searchWithin } from './search-within.ts'

const queryBody: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    filter: { description: 'A rule over the records.' },
    q: { type: 'string', description: 'Words to search for; each must be found.' },
    sort: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }], description: '-amount,name' },
    fields: {
      anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
      description: 'name,account.name',
    },
    limit: { type: 'integer', minimum: 1, maximum: 500 },
    after: { type: 'string' },
    count: { enum: ['none', 'capped', 'exact'] },
  },
}

const listed = (value: unknown): readonly string[] | undefined => {
  if (typeof value === 'string') return value.split(',')
  return Array.isArray(value) ? value.map(String) : undefined
}

function listQuery(entity: Entity, asked: Asked): { readonly query: ListQuery } | { readonly problem: Problem } {
  const found = searchWithin(entity, asked['filter'], asked['q'])
  if ('problem' in found) return found
  const sort = listed(asked['sort'])
  const fields = listed(asked['fields'])
  const { after, count } = asked
  const query: ListQuery = {
    entity: entity.key,
    limit: Number(asked['limit'] ?? 50),
    ...found.within,
    ...(sort === undefined ? {} : { sort }),
    ...(fields === undefined ? {} : { fields }),
    ...(typeof after === 'string' ? { after } : {}),
    ...(count === 'capped' || count === 'exact' ? { count } : {}),
  }
  return { query }
}

async function answerList(context: Context, entity: Entity, asked: Asked): Promise<RouteAnswer> {
  const read = listQuery(entity, asked)
  return 'problem' in read
    ? { status: 400, problems: [read.problem] }
    : answerCompiled(context, compileList(asReader(context), read.query))
}

/** How a call asks for a page of records. */
export const pageQuery = {
  sort: { type: 'string', description: 'Field paths, descending with a minus: -amount,name' },
  fields: { type: 'string', description: 'Field paths: name,account.name' },
  limit: { type: 'integer', description: 'How many, 50 by default', minimum: 1, maximum: 500 },
  after: { type: 'string', description: 'The cursor that the page before answered' },
  count: {
    type: 'string',
    description: 'Whether to count: capped at 10,000, exactly, or not',
    values: ['none', 'capped', 'exact'],
  },
} as const

const list = defineRoute({
  method: 'GET',
  path: '/records/:entity',
  summary: 'Records that I may see: filtered, sorted, a page at a time',
  access: 'signedIn',
  query: {
    filter: { type: 'string', description: 'A rule as JSON' },
    q: { type: 'string', description: 'Words to search for, as in /search; each must be found' },
    ...pageQuery,
  },
  answers: { 200: '{records, next, count?}' },
  handle: async ({ context, params, query }) => {
    const entity = entityFor(context, params['entity'] ?? '')
    if (entity === undefined) return missing
    const read = parseFilter(query)
    if ('problem' in read) return { status: 400, problems: [read.problem] }
    return answerList(context, entity, read.asked)
  },
})

const query = defineRoute({
  method: 'POST',
  path: '/records/:entity/query',
  summary: 'The same as a body, for long filters',
  access: 'signedIn',
  body: queryBody,
  answers: { 200: '{records, next, count?}' },
  handle: async ({ context, params, body }) => {
    const entity = entityFor(context, params['entity'] ?? '')
    if (entity === undefined) return missing
    const asked: Asked = typeof body === 'object' && body !== null ? { ...body } : {}
    return answerList(context, entity, asked)
  },
})

const get = defineRoute({
  method: 'GET',
  path: '/records/:entity/:id',
  summary: 'One record',
  access: 'signedIn',
  query: { fields: { type: 'string', description: 'Field paths: name,account.name' } },
  answers: { 200: 'The record' },
  handle: async ({ context, params, query }) => {
    const at = recordAt(context, params)
    if (at === undefined) return missing
    const { entity, id } = at
    const fields = listed(query['fields'])
    return answerCompiled(
      context,
      compileGet(asReader(context), { entity: entity.key, id, ...(fields === undefined ? {} : { fields }) }),
    )
  },
})

/** Calls that read records. */
export const readRoutes: readonly Route[] = [list, query, get]
