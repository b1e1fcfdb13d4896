import { createHash } from 'node:crypto'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import pg from 'pg'
import { newId } from '../../../packages/runtime/src/kernel/new-id.ts'
import { columnOf, fieldKeys } from '../rows.ts'
import { countCap, cursorOf, readAsked, type Values, validate } from './validate.ts'

// The same server by somebody who has measured: named statements, one statement per call, JSON from Postgres, keys remembered for two seconds.

type Person = { readonly id: string; readonly people: readonly string[]; readonly fields: readonly string[] }

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 8 })

const names = new Map<string, string>()

async function ask(text: string, values: readonly unknown[]): Promise<string | null> {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('hex').slice(0, 20)
    names.set(text, name)
  }
  const { rows } = await pool.query<[string | null]>({ name, text, values: [...values], rowMode: 'array' })
  return rows[0]?.[0] ?? null
}

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const person = (column: string): string =>
  `(select json_build_object('id', p.id, 'label', p.name) from person p where p.id = ${column})`

const special: Readonly<Record<string, string>> = {
  account: `(select json_build_object('id', a.id, 'label', a.name) from account a where a.id = o.account and a.deleted_at is null and a.owner = any($1))`,
  owner: person('o.owner'),
  followUpAt: instant('o.follow_up_at'),
  ...Object.fromEntries(['amount', 'budget', 'probability', 'quantity', 'score'].map((key) => [key, `o.${key}::text`])),
}

/** The record of row `o` as JSON; `$1` are the people whose rows the reader sees. */
const record = `(select row_to_json(r) from (select ${fieldKeys
  .map((key) => `${special[key] ?? `o.${columnOf(key)}`} as "${key}"`)
  .join()}, o.id, o.version, ${instant('o.created_at')} as "createdAt", ${person('o.created_by')} as "createdBy",
  ${instant('o.updated_at')} as "updatedAt", ${person('o.updated_by')} as "updatedBy") as r)`

const readOne = `select ${record}::text from opportunity o where o.id = $2 and o.deleted_at is null and o.owner = any($1)`

const listed = (after: boolean): string => `
  with page as (select row_number() over () as n, o.* from (
    select * from opportunity o where o.deleted_at is null and o.owner = any($1) and o.stage = $2 and o.amount >= $3::numeric
      ${after ? 'and o.amount <= $5::numeric and (o.amount, o.id) < ($5::numeric, $6::uuid)' : ''}
    order by o.amount desc nulls last, o.id desc limit $4::int + 1) as o)
  select json_build_object('records', coalesce((select json_agg(${record} order by o.n) from page o where o.n <= $4::int), '[]'::json),
    'last', (select json_build_array(amount::text, id) from page where n = $4::int and exists (select 1 from page where n > $4::int)),
    'n', (select count(*) from (select 1 from opportunity o where o.deleted_at is null and o.owner = any($1) and o.stage = $2
      and o.amount >= $3::numeric limit ${countCap + 1}) as counted))::text`
const firstPage = listed(false)
const nextPage = listed(true)

const audit = `insert into audit (entity, record, version, at, by, via, kind, changes)`

// Rows come as JSON; the account must be visible, the new owner one of the caller's people.
const create = `
  with given as (select * from json_populate_recordset(null::opportunity, $2::json)),
  made as (insert into opportunity select g.* from given g
    join account a on a.id = g.account and a.deleted_at is null and a.owner = any($1) where g.owner = any($1) returning *),
  logged as (${audit} select 'opportunity', o.id, 1, o.created_at, o.created_by, 'api', 'created', c.changes
    from json_to_recordset($3::json) as c(id uuid, changes jsonb) join made o using (id))
  select `
const createOne = `${create} (select ${record} from made o)::text`
const createMany = `${create} coalesce((select json_agg(json_build_object('status', 'created', 'id', id, 'version', 1)) from made), '[]')::text`

const updates = new Map<string, string>()

function updateOf(columns: readonly string[]): string {
  const key = columns.join()
  const known = updates.get(key)
  if (known !== undefined) return known
  const changed = columns.map(
    (column) =>
      `case when b.${column} is distinct from o.${column} then jsonb_build_object('field', '${column}', 'from', b.${column}, 'to', o.${column}) end`,
  )
  const text = `
    with b as materialized (select * from opportunity where id = $2 and deleted_at is null and owner = any($1) for update),
    o as (update opportunity o set ${columns.map((column) => `${column} = x.${column}`).join()}, version = o.version + 1, updated_at = $4, updated_by = $5
      from b, json_populate_record(null::opportunity, $3::json) as x where o.id = b.id returning o.*),
    logged as (${audit} select 'opportunity', o.id, o.version, o.updated_at, o.updated_by, 'api', 'updated', jsonb_strip_nulls(jsonb_build_array(${changed.join()}))
      from o join b using (id))
    select (select ${record} from o)::text`
  updates.set(key, text)
  return text
}

const columnsOf = (values: Values) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [columnOf(key), value]))

function newRow(who: Person, values: Values, now: Date) {
  return {
    id: newId(),
    version: 1,
    created_at: now,
    created_by: who.id,
    updated_at: now,
    updated_by: who.id,
    owner: who.id,
    stage: 'first',
    ...columnsOf(values),
  }
}

const keys = new Map<string, { readonly until: number; readonly person: Promise<Person | undefined> }>()

function personOf(authorization: string): Promise<Person | undefined> {
  const now = performance.now()
  const known = keys.get(authorization)
  if (known && known.until > now) return known.person
  const secret = /^Bearer (.+)$/.exec(authorization)?.[1] ?? ''
  const found = ask(
    `update api_key k set last_used_at = now() from person p where p.id = k.user_id and hash = $1 returning row_to_json(p)::text`,
    [createHash('sha256').update(secret).digest()],
  ).then((json): Person | undefined => (json === null ? undefined : JSON.parse(json)))
  keys.set(authorization, { until: now + 2_000, person: found })
  return found
}

const app = new Hono()
const json = (text: string, status = 200): Response =>
  new Response(text, { status, headers: { 'content-type': 'application/json' } })
const refused = (status: number, code: string, problems: unknown = []): Response =>
  json(JSON.stringify({ code, problems }), status)

const signedIn =
  (answer: (c: Context, who: Person) => Promise<Response>) =>
  async (c: Context): Promise<Response> => {
    const who = await personOf(c.req.header('authorization') ?? '')
    return who === undefined ? refused(401, 'not_signed_in') : answer(c, who)
  }

app.get(
  '/api/records/opportunity/:id',
  signedIn(async (c, who) => {
    const found = await ask(readOne, [who.people, c.req.param('id')])
    return found === null ? refused(404, 'not_found') : json(found)
  }),
)

app.get(
  '/api/records/opportunity',
  signedIn(async (c, who) => {
    const { stage, least, limit, after } = readAsked((name) => c.req.query(name))
    const found = after
      ? await ask(nextPage, [who.people, stage, least, limit, after.amount, after.id])
      : await ask(firstPage, [who.people, stage, least, limit])
    // The records are passed on as they are; what stands behind them is short.
    const text = found ?? ''
    const end = text.lastIndexOf(', "last" : ')
    const { last, n }: { last: [string, string] | null; n: number } = JSON.parse(`{${text.slice(end + 2)}`)
    const next = last === null ? null : cursorOf(...last)
    const count = { value: Math.min(n, countCap), exact: n <= countCap }
    return json(`${text.slice(0, end)}, "next": ${JSON.stringify(next)}, "count": ${JSON.stringify(count)}}`)
  }),
)

const changesOf = (values: Values) => Object.entries(values).map(([field, to]) => ({ field, from: null, to }))

app.post(
  '/api/records/opportunity',
  signedIn(async (c, who) => {
    const { values, problems } = validate(await c.req.json(), who.fields, true)
    if (problems.length > 0) return refused(422, 'invalid', problems)
    const row = newRow(who, values, new Date())
    const found = await ask(createOne, [
      who.people,
      JSON.stringify([row]),
      JSON.stringify([{ id: row.id, changes: changesOf(values) }]),
    ])
    return found === null ? refused(422, 'unknown_reference') : json(found, 201)
  }),
)

app.patch(
  '/api/records/opportunity/:id',
  signedIn(async (c, who) => {
    const { values, problems } = validate(await c.req.json(), who.fields, false)
    if (problems.length > 0) return refused(422, 'invalid', problems)
    const row = columnsOf(values)
    const text = updateOf(Object.keys(row).sort())
    const found = await ask(text, [who.people, c.req.param('id'), JSON.stringify(row), new Date(), who.id])
    return found === null ? refused(404, 'not_found') : json(found)
  }),
)

app.post(
  '/api/records/opportunity/bulk',
  signedIn(async (c, who) => {
    const { records }: { records: unknown[] } = await c.req.json()
    const now = new Date()
    const good = records.map((body) => validate(body, who.fields, true)).filter(({ problems }) => problems.length === 0)
    const rows = good.map(({ values }) => newRow(who, values, now))
    const changes = good.map(({ values }, index) => ({ id: rows[index]?.id, changes: changesOf(values) }))
    return json(`{"results":${await ask(createMany, [who.people, JSON.stringify(rows), JSON.stringify(changes)])}}`)
  }),
)

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.stdout.write(`${port}\n`))
process.stdin.on('end', () => process.exit(0)).resume()
