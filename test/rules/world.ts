import {
  type Calendar,
  type Env,
  type FieldShape,
  moneyParts,
  type RecordData,
  type RuleType,
  type Scope,
  type Shape,
  stageParts,
} from '@atelier/rules'
import type { SqlEnv } from '@atelier/rules/sql'
import { sql } from 'kysely'
import type pg from 'pg'

/** A small world with a field of every type, in memory and in tables, for comparing the two. */

const OPTIONS = [{ key: 'a' }, { key: 'b' }, { key: 'c', retired: true }]
const choice: RuleType = { kind: 'choice', options: OPTIONS }
const of = (
  kind: 'boolean' | 'number' | 'text' | 'date' | 'datetime' | 'time' | 'duration' | 'currency',
): RuleType => ({
  kind,
})

type Extra = Partial<FieldShape>
const entity = (key: string, fields: { readonly [key: string]: RuleType | [RuleType, Extra] }): Shape => {
  const byKey = new Map(
    Object.entries(fields).map(([name, given]): [string, FieldShape] => {
      const [type, extra] = Array.isArray(given) ? given : [given, {}]
      const parts = type.kind === 'money' ? { parts: moneyParts } : {}
      return [
        name,
        { key: name, id: `fld_${name}`, type, label: { en: name, 'zh-CN': `字段${name}` }, ...parts, ...extra },
      ]
    }),
  )
  return { key, field: (name) => byKey.get(name), keys: () => [...byKey.keys()] }
}

export const shapes: { readonly [key: string]: Shape } = {
  deal: entity('deal', {
    n1: of('number'),
    n2: of('number'),
    t1: of('text'),
    t2: of('text'),
    d1: of('date'),
    d2: of('date'),
    at1: of('datetime'),
    at2: of('datetime'),
    tm: of('time'),
    dur: of('duration'),
    flag: of('boolean'),
    pick: choice,
    many: { kind: 'choices', options: OPTIONS },
    tags: { kind: 'choices' },
    cur: of('currency'),
    m1: { kind: 'money', currency: 'workspace' },
    m2: { kind: 'money', currency: 'cur' },
    m3: { kind: 'money', currency: 'cur' },
    stage: [choice, { parts: stageParts(['sales']) }],
    org: { kind: 'reference', entity: 'org' },
    org2: { kind: 'reference', entity: 'org' },
    lines: [{ kind: 'collection', entity: 'deal.lines' }, { inverse: 'parent' }],
    partners: { kind: 'references', entities: ['org'] },
    score: [
      of('number'),
      {
        read: (value) => readKey(value, 'value'),
        parts: { band: { type: choice, read: (value) => readKey(value, 'band') } },
      },
    ],
  }),
  'deal.lines': entity('deal.lines', {
    parent: { kind: 'reference', entity: 'deal' },
    qty: of('number'),
    note: of('text'),
    day: of('date'),
    ok: of('boolean'),
    pick: choice,
    price: { kind: 'money', currency: 'parent.cur' },
  }),
  org: entity('org', {
    name: of('text'),
    size: of('number'),
    opened: of('date'),
    kind: choice,
    boss: { kind: 'reference', entity: 'org' },
    deals: [{ kind: 'collection', entity: 'deal' }, { inverse: 'org' }],
  }),
  user: entity('user', {
    name: of('text'),
    roles: { kind: 'choices' },
    level: of('number'),
    orgs: { kind: 'references', entities: ['org'] },
    org: { kind: 'reference', entity: 'org' },
  }),
}

function readKey(value: unknown, key: 'value' | 'band'): unknown {
  if (typeof value !== 'object' || value === null) return null
  return key in value ? Object.entries(value).find(([name]) => name === key)?.[1] : null
}

export const scope: Scope = {
  entity: 'deal',
  shape: (key) => shapes[key],
  names: {
    $user: { type: { kind: 'reference', entity: 'user' }, required: true },
    $workspace: { keys: { currency: of('currency') } },
    $vars: { keys: { limit: of('number'), word: of('text'), day: of('date'), moment: of('datetime') } },
    param: { keys: { period: { kind: 'period' } } },
  },
  workspaceCurrency: 'CNY',
  currencies: ['CNY', 'USD'],
  approvals: ['discount'],
  calendars: ['office', 'nights'],
}

const office = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
/** An office with its holidays, and a plant that works through the nights of a zone where clocks change. */
export const calendars: { readonly [key: string]: Calendar } = {
  office: {
    zone: 'Asia/Shanghai',
    week: [office, office, office, office, office, [], []],
    holidays: ['2026-10-01', '2026-11-23'],
    workdays: ['2026-10-10'],
  },
  nights: {
    zone: 'America/New_York',
    week: [
      ...Array.from({ length: 6 }, () => [
        { from: '22:00', to: '24:00' },
        { from: '00:00', to: '06:00' },
      ]),
      [],
    ],
    holidays: ['2026-03-08'],
    workdays: [{ date: '2026-11-01', hours: [{ from: '00:30', to: '02:30' }] }],
  },
}

const uuid = (group: number, index: number): string =>
  `0000000${group}-0000-4000-8000-${String(index).padStart(12, '0')}`
export const orgId = (index: number): string => uuid(1, index)
export const ORGS = 4

/** A deal in which nothing is filled in. */
export const noDeal: DealRow = {
  n1: null,
  n2: null,
  t1: null,
  t2: null,
  d1: null,
  d2: null,
  at1: null,
  at2: null,
  tm: null,
  dur: null,
  flag: null,
  pick: null,
  many: null,
  tags: null,
  cur: null,
  m1: null,
  m2: null,
  m3: null,
  stage: null,
  org: null,
  org2: null,
  score: null,
  partners: [],
  lines: [],
}

/** Rows as plain data: nested references are put together by `records`. */
export type OrgRow = {
  name: string | null
  size: string | null
  opened: string | null
  kind: string | null
  boss: number | null
}
export type LineRow = {
  qty: string | null
  note: string | null
  day: string | null
  ok: boolean | null
  pick: string | null
  price: string | null
}
export type DealRow = {
  n1: string | null
  n2: string | null
  t1: string | null
  t2: string | null
  d1: string | null
  d2: string | null
  at1: string | null
  at2: string | null
  tm: string | null
  dur: string | null
  flag: boolean | null
  pick: string | null
  many: readonly string[] | null
  tags: readonly string[] | null
  cur: string | null
  m1: string | null
  m2: string | null
  m3: string | null
  stage: string | null
  org: number | null
  org2: number | null
  score: string | null
  partners: readonly number[]
  lines: readonly LineRow[]
}
export type World = { readonly orgs: readonly OrgRow[]; readonly deals: readonly DealRow[] }

/** What a foreign amount is worth: seven times as much. */
export const baseOf = (amount: string | null, currency: string | null): string | null => {
  if (amount === null || currency === null) return null
  return currency === 'CNY' ? amount : timesSeven(amount)
}
function timesSeven(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.')
  const digits = (BigInt(`${whole}${fraction}`) * 7n).toString()
  if (fraction === '') return digits
  const negative = digits.startsWith('-')
  const padded = digits.replace('-', '').padStart(fraction.length + 1, '0')
  return `${negative ? '-' : ''}${padded.slice(0, -fraction.length)}.${padded.slice(-fraction.length)}`
}

const OUTCOMES: { readonly [stage: string]: string } = { a: 'open', b: 'won', c: 'lost' }
const POSITIONS: { readonly [stage: string]: string } = { a: '1', b: '2', c: '3' }

function build(world: World): readonly RecordData[] {
  const money = (amount: string | null, currency: string | null): unknown =>
    amount === null || currency === null ? null : { amount, currency, base: baseOf(amount, currency) }
  const org = (index: number | null, bosses: number): RecordData | null => {
    const row = index === null ? undefined : world.orgs[index]
    if (row === undefined || index === null) return null
    const boss = bosses === 0 ? null : org(row.boss, bosses - 1)
    // Put together when read: an org has deals, which have an org.
    return {
      ...row,
      id: orgId(index),
      boss,
      get deals() {
        return dealsOf(index)
      },
    }
  }
  const deal = (row: DealRow, index: number): RecordData => ({
    ...row,
    id: dealId(index),
    m1: money(row.m1, 'CNY'),
    m2: money(row.m2, row.cur),
    m3: money(row.m3, row.cur),
    stage:
      row.stage === null
        ? null
        : { key: row.stage, outcome: OUTCOMES[row.stage], position: POSITIONS[row.stage], pipeline: 'sales' },
    score: row.score === null ? null : { value: row.score, band: 'a' },
    org: org(row.org, 2),
    org2: org(row.org2, 2),
    partners: row.partners.map((partner) => org(partner, 2)),
  })
  const withLines = (row: DealRow, index: number): RecordData => {
    const header = deal(row, index)
    const lines = row.lines.map(
      (line, position): RecordData => ({
        ...line,
        id: lineId(index, position),
        price: money(line.price, row.cur),
        parent: header,
      }),
    )
    return { ...header, lines }
  }
  const dealsOf = (orgIndex: number): RecordData[] =>
    world.deals.flatMap((row, index) => (row.org === orgIndex ? [withLines(row, index)] : []))
  return world.deals.map(withLines)
}
const built = new WeakMap<World, readonly RecordData[]>()

/** The world as the interpreter reads it: nested records. */
export function records(world: World): readonly RecordData[] {
  const known = built.get(world) ?? build(world)
  built.set(world, known)
  return known
}

const lineId = (deal: number, position: number): string => uuid(3, deal * 100 + position)
export const dealId = (index: number): string => uuid(2, index)

const TABLES = `
  set jit = off;
  create table org (id uuid primary key, name text, size numeric, opened date, kind text, boss uuid);
  create table deal (id uuid primary key, n1 numeric, n2 numeric, t1 text, t2 text, d1 date, d2 date, at1 timestamptz, at2 timestamptz,
    tm time, dur numeric, flag boolean, pick text, many text[], tags text[], cur text, m1 numeric, m2 numeric, m2_base numeric, m3 numeric,
    m3_base numeric, stage text, org uuid, org2 uuid, score numeric);
  create table deal_line (id uuid primary key, parent uuid, qty numeric, note text, day date, ok boolean, pick text, price numeric, price_base numeric, cur text);
  create table deal_partner (deal uuid, org uuid);
`

/** Creates the tables. */
export const createTables = (client: pg.Client): Promise<unknown> => client.query(TABLES)

/** Replaces what is in the tables. */
export async function fill(client: pg.Client, world: World): Promise<void> {
  const insert = async (table: string, rows: readonly object[]): Promise<void> => {
    await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows),
    ])
  }
  await client.query('truncate org, deal, deal_line, deal_partner')
  await insert(
    'org',
    world.orgs.map((row, index) => ({ ...row, id: orgId(index), boss: row.boss === null ? null : orgId(row.boss) })),
  )
  const hasCurrency = (row: DealRow, amount: string | null): string | null => (row.cur === null ? null : amount)
  await insert(
    'deal',
    world.deals.map((row, index) => ({
      ...row,
      id: dealId(index),
      m2: hasCurrency(row, row.m2),
      m3: hasCurrency(row, row.m3),
      m2_base: baseOf(row.m2, row.cur),
      m3_base: baseOf(row.m3, row.cur),
      org: row.org === null ? null : orgId(row.org),
      org2: row.org2 === null ? null : orgId(row.org2),
    })),
  )
  await insert(
    'deal_line',
    world.deals.flatMap((row, index) =>
      row.lines.map((line, position) => ({
        ...line,
        id: lineId(index, position),
        parent: dealId(index),
        price: hasCurrency(row, line.price),
        price_base: baseOf(line.price, row.cur),
        cur: row.cur,
      })),
    ),
  )
  await insert(
    'deal_partner',
    world.deals.flatMap((row, index) => row.partners.map((partner) => ({ deal: dealId(index), org: orgId(partner) }))),
  )
}

/** Where the world's fields lie in its tables. `kept`: context values stand as placeholders, as in a text kept for every user. */
export function sqlEnv(env: Env, kept = false): SqlEnv {
  const col = (alias: string, name: string) => sql.ref(`${alias}.${name}`)
  return {
    alias: 'd',
    env,
    ...(kept ? { bind: (read: (now: Env) => unknown) => sql.val(read(env)) } : {}),
    identity: (alias) => col(alias, 'id'),
    column: (alias, of, field, part) => {
      if (field.key === 'm1')
        return part === 'currency' ? sql`(case when ${col(alias, 'm1')} is not null then 'CNY' end)` : col(alias, 'm1')
      if (part === 'currency')
        return sql`(case when ${col(alias, field.key)} is not null then ${col(alias, 'cur')} end)`
      if (part === 'base') return col(alias, `${field.key}_base`)
      if (part === 'outcome')
        return sql`(case ${col(alias, 'stage')} when 'a' then 'open' when 'b' then 'won' when 'c' then 'lost' end)`
      if (part === 'position')
        return sql`cast(case ${col(alias, 'stage')} when 'a' then 1 when 'b' then 2 when 'c' then 3 end as numeric)`
      if (part === 'pipeline') return sql`(case when ${col(alias, 'stage')} is not null then 'sales' end)`
      if (part === 'band') return sql`(case when ${col(alias, 'score')} is not null then 'a' end)`
      if (of === '') throw new TypeError('no entity')
      return col(alias, field.key)
    },
    relation: (alias, of, field) => {
      const join = (table: string, entity: string, on: (child: string) => ReturnType<typeof sql>) => ({
        entity,
        from: (child: string) => sql`${sql.table(table)} as ${sql.ref(child)}`,
        where: on,
      })
      if (field.key === 'lines')
        return join('deal_line', 'deal.lines', (child) => sql`${col(child, 'parent')} = ${col(alias, 'id')}`)
      if (field.key === 'deals') return join('deal', 'deal', (child) => sql`${col(child, 'org')} = ${col(alias, 'id')}`)
      if (field.key === 'partners') {
        return join(
          'org',
          'org',
          (child) =>
            sql`exists (select 1 from deal_partner p where p.deal = ${col(alias, 'id')} and p.org = ${col(child, 'id')})`,
        )
      }
      const target = of === 'deal.lines' ? 'deal' : 'org'
      return join(target, target, (child) => sql`${col(child, 'id')} = ${col(alias, field.key)}`)
    },
  }
}
