import type { Canonical, Column, FieldSettings, FieldType } from '@atelier/fields'
import { fieldTypes } from '@atelier/fields'
import { exampleField } from '@atelier/fields/example-field'
import { type ColumnSql, type FieldSql, fieldSql } from '@atelier/fields/sql'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../harness/index.ts'

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  // Sessions differ in these; stored values may not.
  await client.query(`set time zone 'America/New_York'; set datestyle to 'German'; set intervalstyle to 'sql_standard'`)
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

const types: readonly FieldType[] = fieldTypes
const nameOf = (part: string): string => (part === '' ? 'f' : `f_${part}`)
const columnSql: ColumnSql = (part) => sql`${sql.ref(`t.${nameOf(part)}`)}`

async function run(query: RawBuilder<unknown>): Promise<readonly Record<string, unknown>[]> {
  const { sql: text, parameters } = query.compile(compiler)
  const { rows } = await client.query<Record<string, unknown>>(text, [...parameters])
  return rows
}

async function makeTable(columns: readonly Column[]): Promise<void> {
  const list = columns.map(
    ({ part, type, collation }) => `${nameOf(part)} ${type}${collation === undefined ? '' : ` collate "${collation}"`}`,
  )
  await client.query(`drop table if exists t; create table t (n integer primary key, ${list.join(', ')})`)
}

/** Stores values as the write kernel does: JSON that Postgres casts to the column types. */
async function store(type: FieldType, field: FieldSettings, values: readonly Canonical[]): Promise<void> {
  const rows = values.map((value, n) => ({
    n,
    ...Object.fromEntries(Object.entries(type.toColumns(value, field)).map(([part, json]) => [nameOf(part), json])),
  }))
  await client.query('insert into t select * from json_populate_recordset(null::t, $1::json)', [JSON.stringify(rows)])
}

const samplesOf = (example: FieldType['examples'][number]): readonly Canonical[] => [
  null,
  ...example.values.map(({ canonical }) => canonical),
  ...(example.stored ?? []),
]

const kept = types.flatMap((type) => {
  const half = fieldSql(type.key)
  return type.storage === 'columns' ? [[type.key, type, half] as const] : []
})

test('every type that is kept in columns has its half in SQL', () => {
  expect(kept.filter(([, , half]) => half === undefined)).toEqual([])
  for (const type of types)
    if (type.storage === 'links' || type.storage === 'rows') expect(fieldSql(type.key)).toBeUndefined()
})

describe.each(kept)('%s', (_key, type, given) => {
  const half: FieldSql = given ?? { canonical: () => sql`null`, rule: () => sql`null` }

  describe.each(type.examples.map((example) => [JSON.stringify(example.definition), example] as const))(
    '%s',
    (_, example) => {
      const field = exampleField(type, example)
      const samples = samplesOf(example)

      beforeAll(async () => {
        await makeTable(type.columns(field))
        await store(type, field, samples)
      })

      test('comes back from Postgres as it was stored, as value and as answer', async () => {
        const answer = half.answer ?? half.canonical
        const rows = await run(
          sql`select ${half.canonical(columnSql, field)} as value, ${answer(columnSql, field)} as answer from t order by n`,
        )
        expect(rows.map((row) => row.value)).toEqual(samples)
        expect(rows.map((row) => row.answer)).toEqual(
          samples.map((value) => (type.answer ? type.answer(value, field) : value)),
        )
      })

      test('is text of one JSON whatever the session is set to', async () => {
        const [row] = await run(
          sql`select json_agg(json_build_object('v', ${half.canonical(columnSql, field)}) order by n)::text as text from t`,
        )
        expect(JSON.parse(String(row?.text))).toEqual(samples.map((v) => ({ v })))
      })

      test('sorts, empties apart', async () => {
        if (half.sort === undefined) return
        const rows = await run(sql`select n from t order by ${half.sort(columnSql, field)} nulls last, n`)
        expect(rows).toHaveLength(samples.length)
        const filled = rows.filter(({ n }) => samples[Number(n)] !== null)
        const isPartial = type.key === 'stage'
        if (!isPartial) expect(rows.slice(0, filled.length)).toEqual(filled)
      })

      test('every part that a rule reads is what JavaScript reads', async () => {
        const parts = type.parts?.(field) ?? {}
        for (const [name, part] of Object.entries(parts)) {
          const rows = await run(sql`select to_json(${half.rule(columnSql, name, field)}) as part from t order by n`)
          const expected = samples.map((value) => part.read(value) ?? null)
          expect(
            rows.map((row) => comparable(row.part)),
            name,
          ).toEqual(expected.map(comparable))
        }
      })

      test('the columns take an index of the type asked for', async () => {
        if (type.index === 'never') return
        const method = type.columns(field)[0]?.type.endsWith('[]') ? 'gin' : 'btree'
        await client.query(`create index on t using ${method} (f)`)
      })
    },
  )
})

/** Numbers by value, instants by moment. */
function comparable(part: unknown): unknown {
  if (typeof part === 'string' && /^-?\d+(\.\d+)?$/.test(part)) return Number(part)
  if (typeof part === 'string' && /^\d{4}-\d\d-\d\dT/.test(part)) return Date.parse(part)
  return part
}
