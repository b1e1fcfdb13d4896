import { compileList } from '@atelier/records'
import { appendAudit } from '../audit/audit.ts'
import { createKey, holderOf, listKeys, revokeKey } from '../auth/keys.ts'
import { runStatement } from '../database/run-statement.ts'
import { notFound } from '../http/known-problems.ts'
import { defineRoute, type JsonSchema, type Route, type RouteAnswer } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { isId } from '../kernel/take-values.ts'
import { statusOf } from '../records/answers.ts'
import { queryContext, unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { changePerson, createPerson, type PersonResult, readPerson } from './people.ts'
import { notAhead, strongerPerson, unknownUser } from './problems.ts'
import { mayActFor } from './within-rights.ts'

const may = { may: 'manageUsers' } as const
const reference = { type: ['string', 'object', 'null'] }
const userProperties = {
  name: { type: 'string' },
  email: { type: 'string' },
  roles: { type: 'array', items: { type: 'string' }, maxItems: 100 },
  team: reference,
  manager: reference,
  language: { type: ['string', 'null'] },
  zone: { type: ['string', 'null'] },
  password: { type: 'string' },
}
const newUser: JsonSchema = {
  type: 'object',
  properties: userProperties,
  required: ['name', 'email'],
  // Fields that definitions add to people are judged with the record.
  additionalProperties: true,
}
const userChange: JsonSchema = {
  type: 'object',
  properties: { ...userProperties, active: { type: 'boolean' } },
  additionalProperties: true,
}
const teamProperties = { name: { type: 'string' }, key: { type: 'string' }, parent: reference, leader: reference }
const newTeam: JsonSchema = {
  type: 'object',
  properties: teamProperties,
  required: ['name'],
  additionalProperties: false,
}
const teamChange: JsonSchema = { type: 'object', properties: teamProperties, additionalProperties: false }
const newKey: JsonSchema = {
  type: 'object',
  properties: {
    user: { type: 'string' },
    name: { type: 'string', maxLength: 100 },
    expiresAt: { type: ['string', 'null'], maxLength: 40, description: 'An instant; never when left out.' },
  },
  additionalProperties: false,
}

type Given = Readonly<Record<string, unknown>>
const given = (body: unknown): Given =>
  typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {}
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

async function listAll(
  context: Context,
  entity: 'user' | 'team',
  query: Readonly<Record<string, string>>,
): Promise<RouteAnswer> {
  const compiled = compileList(queryContext(unrestricted(context)), {
    entity,
    sort: ['name'],
    limit: Number(query['limit'] ?? 500),
    ...(query['after'] === undefined ? {} : { after: query['after'] }),
  })
  if (!compiled.ok) return { status: 400, problems: compiled.problems }
  return { status: 200, text: await runStatement(context.workspace.pool, compiled.statement) }
}

async function answerPerson(context: Context, result: PersonResult, status: number): Promise<RouteAnswer> {
  if (!result.ok)
    return result.kind === 'not_found'
      ? { status: 404, problems: [notFound] }
      : { status: statusOf(result.kind ?? 'invalid'), problems: result.problems }
  return { status, text: await readPerson(context, 'user', result.id) }
}

async function writeTeam(context: Context, id: string | undefined, values: Given): Promise<RouteAnswer> {
  const [written] = await runWrites(
    unrestricted(context),
    [id === undefined ? { kind: 'create', entity: 'team', values } : { kind: 'update', entity: 'team', id, values }],
    { atomic: true },
  )
  if (!written || written.status === 'refused')
    return written?.kind === 'not_found'
      ? { status: 404, problems: [notFound] }
      : { status: statusOf(written?.kind ?? 'invalid'), problems: written?.problems ?? [] }
  return { status: id === undefined ? 201 : 200, text: await readPerson(context, 'team', written.id) }
}

const paging = {
  limit: { type: 'integer', description: 'How many at most (1 to 500).', minimum: 1, maximum: 500 },
  after: { type: 'string', description: 'Cursor of the previous page.' },
} as const

/** Users, teams and keys: for roles with `may: ["manageUsers"]`. */
export function peopleRoutes(installation: Installation): readonly Route[] {
  const { pool } = installation
  return [
    defineRoute({
      method: 'GET',
      path: '/users',
      summary: 'List users',
      access: may,
      query: paging,
      answers: { 200: 'Users by name' },
      handle: ({ context, query }) => listAll(context, 'user', query),
    }),
    defineRoute({
      method: 'POST',
      path: '/users',
      summary: 'Add a user',
      access: may,
      body: newUser,
      bodyRequired: true,
      answers: { 201: 'The user' },
      handle: async ({ context, body }) => {
        const { password, email, ...values } = given(body)
        const result = await createPerson(installation, context, {
          email: textOf(email) ?? '',
          password: textOf(password),
          values,
        })
        return answerPerson(context, result, 201)
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/users/:id',
      summary: 'Change a user',
      access: may,
      body: userChange,
      bodyRequired: true,
      answers: { 200: 'The user' },
      handle: async ({ context, params, body }) => {
        const { password, ...values } = given(body)
        return answerPerson(
          context,
          await changePerson(installation, context, params['id'] ?? '', { values, password: textOf(password) }),
          200,
        )
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/users/:id/disable',
      summary: 'Disable a user: sessions and keys end',
      access: may,
      answers: { 200: 'The user' },
      handle: async ({ context, params }) =>
        answerPerson(
          context,
          await changePerson(installation, context, params['id'] ?? '', { values: { active: false } }),
          200,
        ),
    }),
    defineRoute({
      method: 'GET',
      path: '/teams',
      summary: 'List teams',
      access: may,
      query: paging,
      answers: { 200: 'Teams by name' },
      handle: ({ context, query }) => listAll(context, 'team', query),
    }),
    defineRoute({
      method: 'POST',
      path: '/teams',
      summary: 'Add a team',
      access: may,
      body: newTeam,
      bodyRequired: true,
      answers: { 201: 'The team' },
      handle: ({ context, body }) => writeTeam(context, undefined, given(body)),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/teams/:id',
      summary: 'Change a team',
      access: may,
      body: teamChange,
      bodyRequired: true,
      answers: { 200: 'The team' },
      handle: ({ context, params, body }) => writeTeam(context, params['id'], given(body)),
    }),
    defineRoute({
      method: 'GET',
      path: '/keys',
      summary: 'List API keys',
      access: may,
      answers: { 200: 'Keys, without their secrets' },
      handle: async ({ context }) => ({ status: 200, json: { keys: await listKeys(pool, context.workspace.key) } }),
    }),
    defineRoute({
      method: 'POST',
      path: '/keys',
      summary: 'Make an API key that acts for a user',
      access: may,
      body: newKey,
      answers: { 201: 'The key; its secret is shown this once' },
      handle: async ({ context, body }) => {
        const { user = context.reader.user, name = 'API', expiresAt } = given(body)
        const person = typeof user === 'string' ? (await context.workspace.directory()).users.get(user) : undefined
        if (!person) return { status: 422, problems: [unknownUser('user')] }
        if (!(await mayActFor(context, person.id))) return { status: 403, problems: [strongerPerson] }
        const end = typeof expiresAt === 'string' ? new Date(expiresAt) : undefined
        if (end && !(end.getTime() > context.now.getTime())) return { status: 422, problems: [notAhead] }
        const key = await createKey(pool, {
          user: person.id,
          name: String(name),
          by: context.reader.user,
          expiresAt: end,
        })
        await appendAudit(pool, context, [
          { kind: 'keyCreated', user: person.id, details: { key: key.id, name: String(name) } },
        ])
        return { status: 201, json: { id: key.id, user: person.id, name, expiresAt: end ?? null, key: key.secret } }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/keys/:id',
      summary: 'Revoke an API key',
      access: may,
      answers: { 204: 'Revoked' },
      handle: async ({ context, params }) => {
        const id = params['id'] ?? ''
        const holder = isId(id) ? await holderOf(pool, context.workspace.key, id) : undefined
        if (holder === undefined) return { status: 404, problems: [notFound] }
        await revokeKey(pool, context.workspace.key, id)
        installation.authenticate.forget()
        await appendAudit(pool, context, [{ kind: 'keyRevoked', user: holder, details: { key: id } }])
        return { status: 204 }
      },
    }),
  ]
}
