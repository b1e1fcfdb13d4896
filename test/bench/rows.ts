import type { Entity } from '@atelier/definitions'
import type { PhysicalSchema } from '@atelier/records'
import pg from 'pg'
import { options } from './documents.ts'

/** How many rows there are. */
export type Sizes = { readonly rows: number; readonly accounts: number }

/** Everybody who owns records; the caller under measurement sees those of the first half, himself among them. */
export const people = 200

const oneOf = (texts: readonly string[]): string => `(array['${texts.join("','")}'])[1 + n / 7 % ${texts.length}]`

/** The values of opportunity `n`, as SQL; everybody who is measured has the same. */
const values = {
  name: `'Deal ' || n || ' 项目'`,
  account: 'account_id',
  owner: 'owner_id',
  stage: oneOf(options.stage),
  amount: '(n::bigint * 7907 % 1000003) / 10.0',
  budget: '(n::bigint * 104729 % 2000003) / 10.0',
  probability: 'n % 20 * 5 / 100.0',
  quantity: 'n % 500',
  score: 'n * 31 % 100',
  closeDate: `date '2026-01-01' + n % 365`,
  startDate: `date '2025-01-01' + n % 365`,
  followUpAt: `timestamptz '2026-01-01 08:00:00Z' + n % 1000 * interval '1 hour'`,
  source: oneOf(options.source),
  segment: oneOf(options.segment),
  isKey: 'n % 10 = 0',
  contactName: `'Contact ' || n % 5000`,
  contactEmail: `'contact' || n % 5000 || '@example.com'`,
  competitor: `'Competitor ' || n % 50`,
  nextStep: `'Call again about offer ' || n % 100`,
  need: `'They need ' || n % 300 || ' seats, delivered before the end of the quarter, with training.'`,
} as const

export type FieldKey = keyof typeof values

/** Business fields of an opportunity, in order. */
export const fieldKeys = Object.keys(values).filter((key): key is FieldKey => key in values)

/** The column of a yardstick's table for a field. */
export const columnOf = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

// Version 7 ids whose time is the row's place: rows and index entries lie as if they had been made one after the other.
const idOf = (salt: string): string =>
  `(lpad(to_hex(1750000000000 + n * 1000::bigint), 12, '0') || '7' || substr(md5('${salt}' || n), 1, 3) || '8' || substr(md5(n || '${salt}'), 1, 15))::uuid`

const madeAt = (n: string): string => `timestamptz '2025-06-01 00:00:00Z' + ${n} * interval '1 minute'`

/** Tables with the numbers, ids and owners that every contender's rows are made of. */
export async function numberRows(client: pg.Client, ids: readonly string[], { rows, accounts }: Sizes): Promise<void> {
  await client.query('create schema bench')
  await client.query('create table bench.person (n int primary key, id uuid not null)')
  await client.query('insert into bench.person select n, id from unnest($1::uuid[]) with ordinality as t(id, n)', [ids])
  await client.query(
    `create table bench.account as select n, ${idOf('account')} as id, owner_id, ${madeAt('n')} as made_at
     from generate_series(1, ${accounts}) as g(n)
     join (select n as place, id as owner_id from bench.person) as p on p.place = 1 + n % ${people} order by n`,
  )
  await client.query(
    `create table bench.opportunity as select n, ${idOf('opportunity')} as id, ${madeAt('n')} as made_at, account_id, owner_id
     from generate_series(1, ${rows}) as g(n)
     join (select n as place, id as account_id, owner_id from bench.account) as a on a.place = 1 + n::bigint * 7919 % ${accounts} order by n`,
  )
}

/** Fills the tables of a workspace as its physical schema says. */
export async function fillWorkspace(
  client: pg.Client,
  schema: string,
  physical: PhysicalSchema,
  entities: ReadonlyMap<string, Entity>,
): Promise<void> {
  const s = pg.escapeIdentifier(schema)
  const insert = async (
    key: string,
    fields: Readonly<Record<string, string>>,
    parts: Readonly<Record<string, string>>,
  ) => {
    const entity = entities.get(key)
    const storage = entity && physical.entities[entity.id]
    if (!storage) throw new Error(`There is no table for ${key}`)
    const columns: [string, string][] = [
      ['id', 'id'],
      ['version', '1'],
      ['created_at', 'made_at'],
      ['created_by', 'owner_id'],
      ['updated_at', 'made_at'],
      ['updated_by', 'owner_id'],
      ['search_text', `lower(${fields['name']})`],
    ]
    for (const [name, sql] of Object.entries({ ...fields, ...parts })) {
      const [field = '', part = ''] = name.split('$')
      const kept = storage.fields[entity.fields.get(field)?.id ?? '']
      const column = kept?.storage === 'columns' ? kept.columns.find((item) => item.part === part) : undefined
      if (!column) throw new Error(`There is no column for ${name}`)
      columns.push([pg.escapeIdentifier(column.name), sql])
    }
    await client.query(
      `insert into ${s}.${pg.escapeIdentifier(storage.table)} (${columns.map(([name]) => name).join()})
       select ${columns.map(([, sql]) => sql).join()} from bench.${key}`,
    )
  }
  await insert('account', { name: accountName, city: accountCity, owner: 'owner_id' }, {})
  const isWon = 'n / 7 % 4 = 3'
  await insert('opportunity', values, {
    stage$pipeline: `'sales'`,
    stage$outcome: `case when ${isWon} then 'won' else 'open' end`,
    stage$position: 'n / 7 % 4 + 1',
    stage$probability: '0.5',
    stage$entered_at: 'made_at',
    stage$closed_at: `case when ${isWon} then made_at end`,
    stage$furthest: 'n / 7 % 4 + 1',
  })
  await client.query(
    `insert into ${s}.stage_interval (entity, record, pipeline, stage, entered_at, by)
     select 'ent_opportunity', id, 'pip_sales', 'stg_' || ${values.stage}, made_at, owner_id from bench.opportunity`,
  )
}

const accountName = `'Account ' || n`
const accountCity = `'City ' || n % 100`

const types: Readonly<Partial<Record<FieldKey, string>>> = {
  account: 'uuid not null references account',
  owner: 'uuid references person',
  amount: 'numeric(18,2)',
  budget: 'numeric(18,2)',
  probability: 'numeric(18,4)',
  quantity: 'numeric(18,0)',
  score: 'numeric(18,0)',
  closeDate: 'date',
  startDate: 'date',
  followUpAt: 'timestamptz(3)',
  isKey: 'boolean',
}

/** Makes and fills the fixed tables of a yardstick: the same rows, the same useful indexes. `key` is the hash of the caller's key. */
export async function fillYardstick(
  client: pg.Client,
  { key, caller, visible }: { readonly key: Buffer; readonly caller: string; readonly visible: readonly string[] },
): Promise<void> {
  const system = `id uuid primary key, version int not null, created_at timestamptz not null, created_by uuid, updated_at timestamptz not null, updated_by uuid, deleted_at timestamptz`
  await client.query(`
    create table person (id uuid primary key, name text not null, people uuid[] not null, fields text[] not null);
    create table api_key (hash bytea primary key, user_id uuid not null references person, last_used_at timestamptz);
    create table account (${system}, name text not null, city text, owner uuid references person);
    create table opportunity (${system}, ${fieldKeys.map((name) => `${columnOf(name)} ${types[name] ?? 'text collate "C"'}`).join()});
    create table audit (seq bigint generated always as identity primary key, entity text not null, record uuid not null,
      version int not null, at timestamptz not null, by uuid, via text not null, kind text not null, changes jsonb not null);
    create index on audit (record, seq desc)`)
  await client.query(`insert into person select id, 'Person ' || n, $1::uuid[], $2::text[] from bench.person`, [
    visible,
    fieldKeys,
  ])
  await client.query('insert into api_key values ($1, $2)', [key, caller])
  const from = 'id, 1, made_at, owner_id, made_at, owner_id, null'
  await client.query(`insert into account select ${from}, ${accountName}, ${accountCity}, owner_id from bench.account`)
  await client.query(
    `insert into opportunity select ${from}, ${fieldKeys.map((name) => values[name]).join()} from bench.opportunity`,
  )
  await client.query(`
    create index on opportunity (created_at desc, id desc) where deleted_at is null;
    create index on opportunity (owner, created_at desc, id desc) include (stage, amount) where deleted_at is null;
    create index on opportunity (stage, created_at desc, id desc) include (owner, amount) where deleted_at is null;
    create index on opportunity (account);
    create index on opportunity (amount desc nulls last, id desc) where deleted_at is null;
    create index on account (owner)`)
}
