import { createHash } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { newId } from '../../../packages/runtime/src/kernel/new-id.ts'
import { columnOf, type FieldKey, fieldKeys } from '../rows.ts'
import { countCap, cursorOf, readAsked, type Values, validate } from './validate.ts'

// A server as one writes it by hand the first time: queries built per call, one step after the other, rows made JSON in JavaScript.

type Opportunity = Partial<Record<OtherColumn, string | boolean | Date | null>> & {
  id: string
  version: number
  created_at: Date
  created_by: string | null
  updated_at: Date
  updated_by: string | null
  deleted_at: Date | null
  name: string
  account: string
  owner: string | null
  amount: string | null
  stage: string | null
}

type OtherColumn =
  | 'budget'
  | 'probability'
  | 'quantity'
  | 'score'
  | 'close_date'
  | 'start_date'
  | 'follow_up_at'
  | 'source'
  | 'segment'
  | 'is_key'
  | 'contact_name'
  | 'contact_email'
  | 'competitor'
  | 'next_step'
  | 'need'

type Tables = {
  opportunity: Opportunity
  account: { id: string; name: string; owner: string | null; deleted_at: Date | null }
  person: { id: string; name: string; people: string[]; fields: string[] }
  api_key: { hash: Buffer; user_id: string }
  audit: {
    entity: string
    record: string
    version: number
    at: Date
    by: string
    via: string
    kind: string
    changes: string
  }
}

type Person = { readonly id: string; readonly people: string[]; readonly fields: string[] }

pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(20, Number)
const db = new Kysely<Tables>({
  dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 }) }),
})

const allowed = (people: string[]) => sql<boolean>`= any(${people}::uuid[])`

function select(person: Person) {
  return db
    .selectFrom('opportunity as o')
    .leftJoin('account as a', (join) =>
      join
        .onRef('a.id', '=', 'o.account')
        .on('a.deleted_at', 'is', null)
        .on(sql<boolean>`a.owner ${allowed(person.people)}`),
    )
    .leftJoin('person as owner', 'owner.id', 'o.owner')
    .leftJoin('person as creator', 'creator.id', 'o.created_by')
    .leftJoin('person as editor', 'editor.id', 'o.updated_by')
    .selectAll('o')
    .select([
      'a.name as account_name',
      'owner.name as owner_name',
      'creator.name as creator_name',
      'editor.name as editor_name',
    ])
    .where('o.deleted_at', 'is', null)
    .where(sql<boolean>`o.owner ${allowed(person.people)}`)
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const named = (id: unknown, label: string | null) => (typeof id === 'string' && label !== null ? { id, label } : null)

function toJson(row: Row) {
  const columns = new Map<string, unknown>(Object.entries(row))
  const fields = Object.fromEntries(
    fieldKeys.map((key) => {
      const value = columns.get(columnOf(key))
      return [key, value instanceof Date ? value.toISOString() : value]
    }),
  )
  return {
    ...fields,
    account: named(row.account, row.account_name),
    owner: named(row.owner, row.owner_name),
    id: row.id,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: named(row.created_by, row.creator_name),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: named(row.updated_by, row.editor_name),
  }
}

const columnsOf = (values: Values) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [columnOf(key), value]))

async function visibleAccounts(person: Person, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`owner ${allowed(person.people)}`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

function newRow(person: Person, values: Values, now: Date) {
  return {
    id: newId(),
    version: 1,
    created_at: now,
    created_by: person.id,
    updated_at: now,
    updated_by: person.id,
    owner: person.id,
    stage: 'first',
    ...columnsOf(values),
  }
}

const audited = (person: Person, record: string, version: number, kind: string, changes: unknown, at: Date) => ({
  entity: 'opportunity',
  record,
  version,
  at,
  by: person.id,
  via: 'api',
  kind,
  changes: JSON.stringify(changes),
})

const made = (values: Values) => Object.entries(values).map(([field, to]) => ({ field, from: null, to }))

const app = new Hono<{ Variables: { person: Person } }>()

app.use('/api/*', async (c, next) => {
  const secret = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (secret === undefined) return c.json({ code: 'not_signed_in' }, 401)
  const person = await db
    .selectFrom('api_key')
    .innerJoin('person', 'person.id', 'api_key.user_id')
    .select(['person.id', 'person.people', 'person.fields'])
    .where('api_key.hash', '=', createHash('sha256').update(secret).digest())
    .executeTakeFirst()
  if (person === undefined) return c.json({ code: 'not_signed_in' }, 401)
  // The driver knows no arrays of uuids.
  const people = Array.isArray(person.people) ? person.people : String(person.people).slice(1, -1).split(',')
  c.set('person', { ...person, people })
  await next()
})

app.get('/api/records/opportunity/:id', async (c) => {
  const row = await select(c.var.person).where('o.id', '=', c.req.param('id')).executeTakeFirst()
  return row === undefined ? c.json({ code: 'not_found' }, 404) : c.json(toJson(row))
})

app.get('/api/records/opportunity', async (c) => {
  const asked = readAsked((name) => c.req.query(name))
  const person = c.var.person
  const filtered = select(person).where('o.stage', '=', asked.stage).where('o.amount', '>=', asked.least)
  const { after } = asked
  const rows = await (after === undefined
    ? filtered
    : filtered.where((eb) =>
        eb.or([
          eb('o.amount', '<', after.amount),
          eb.and([eb('o.amount', '=', after.amount), eb('o.id', '<', after.id)]),
        ]),
      )
  )
    .orderBy('o.amount', (order) => order.desc().nullsLast())
    .orderBy('o.id', 'desc')
    .limit(asked.limit + 1)
    .execute()
  const { n } = await db
    .selectFrom(
      db
        .selectFrom('opportunity as o')
        .select('o.id')
        .where('o.deleted_at', 'is', null)
        .where(sql<boolean>`o.owner ${allowed(person.people)}`)
        .where('o.stage', '=', asked.stage)
        .where('o.amount', '>=', asked.least)
        .limit(countCap + 1)
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const page = rows.slice(0, asked.limit)
  const last = page.at(-1)
  return c.json({
    records: page.map(toJson),
    next: rows.length > asked.limit && last ? cursorOf(last.amount ?? '', last.id) : null,
    count: { value: Math.min(n, countCap), exact: n <= countCap },
  })
})

app.post('/api/records/opportunity', async (c) => {
  const person = c.var.person
  const { values, problems } = validate(await c.req.json(), person.fields, true)
  if (problems.length > 0) return c.json({ code: 'invalid', problems }, 422)
  const account = String(values.account)
  if (!(await visibleAccounts(person, [account])).has(account)) return c.json({ code: 'unknown_reference' }, 422)
  const now = new Date()
  const row = newRow(person, values, now)
  if (!person.people.includes(String(row.owner))) return c.json({ code: 'not_allowed' }, 403)
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('opportunity')
      .values({ deleted_at: null, name: '', account, amount: null, ...row })
      .execute()
    await tx
      .insertInto('audit')
      .values(audited(person, row.id, 1, 'created', made(values), now))
      .execute()
  })
  return c.json(toJson(await select(person).where('o.id', '=', row.id).executeTakeFirstOrThrow()), 201)
})

app.patch('/api/records/opportunity/:id', async (c) => {
  const person = c.var.person
  const id = c.req.param('id')
  const { values, problems } = validate(await c.req.json(), person.fields, false)
  if (problems.length > 0) return c.json({ code: 'invalid', problems }, 422)
  const now = new Date()
  const found = await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('opportunity')
      .selectAll()
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .where(sql<boolean>`owner ${allowed(person.people)}`)
      .forUpdate()
      .executeTakeFirst()
    if (before === undefined) return false
    const known = new Map<string, unknown>(Object.entries(before))
    const changes = Object.entries(values)
      .map(([field, to]) => ({ field, from: known.get(columnOf(field)), to }))
      .filter(({ from, to }) => from !== to)
    if (changes.length === 0) return true
    const version = before.version + 1
    await tx
      .updateTable('opportunity')
      .set({ ...columnsOf(values), version, updated_at: now, updated_by: person.id })
      .where('id', '=', id)
      .execute()
    await tx
      .insertInto('audit')
      .values(audited(person, id, version, 'updated', changes, now))
      .execute()
    return true
  })
  if (!found) return c.json({ code: 'not_found' }, 404)
  return c.json(toJson(await select(person).where('o.id', '=', id).executeTakeFirstOrThrow()))
})

app.post('/api/records/opportunity/bulk', async (c) => {
  const person = c.var.person
  const { records }: { records: unknown[] } = await c.req.json()
  const now = new Date()
  const checked = records.map((record) => validate(record, person.fields, true))
  const accounts = await visibleAccounts(
    person,
    checked.map(({ values }) => String(values.account)),
  )
  const good = checked.filter(({ values, problems }) => problems.length === 0 && accounts.has(String(values.account)))
  const keys: readonly FieldKey[] = fieldKeys
  // One insert needs the same columns in every row.
  const rows = good.map(({ values }) =>
    newRow(
      person,
      {
        owner: person.id,
        stage: 'first',
        ...Object.fromEntries(keys.map((key) => [key, values[key] ?? null])),
        ...values,
      },
      now,
    ),
  )
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('opportunity')
      .values(rows.map((row) => ({ deleted_at: null, name: '', account: '', amount: null, ...row })))
      .execute()
    await tx
      .insertInto('audit')
      .values(rows.map((row, index) => audited(person, row.id, 1, 'created', made(good[index]?.values ?? {}), now)))
      .execute()
  })
  return c.json({ results: rows.map(({ id }) => ({ status: 'created', id, version: 1 })) })
})

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.stdout.write(`${port}\n`))
process.stdin.on('end', () => process.exit(0)).resume()
