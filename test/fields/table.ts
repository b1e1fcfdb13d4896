import type { Canonical, FieldSettings, FieldType } from '@atelier/fields'
import type { ColumnSql } from '@atelier/fields/sql'
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

/** A database of the test file's own. */
export async function openTable(): Promise<void> {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  // Sessions differ in these; stored values may not.
  await client.query(`set time zone 'America/New_York'; set datestyle to 'German'; set intervalstyle to 'sql_standard'`)
}

/** Removes it. */
export async function closeTable(): Promise<void> {
  await client.end()
  await database.drop()
}

const nameOf = (part: string): string => (part === '' ? 'f' : `f_${part}`)

/** A column of the table `t` by part. */
export const columnOf: ColumnSql = (part) => sql`${sql.ref(`t.${nameOf(part)}`)}`

/** The rows of a query. */
export async function run(query: RawBuilder<unknown>): Promise<readonly Record<string, unknown>[]> {
  const { sql: text, parameters } = query.compile(compiler)
  const { rows } = await client.query<Record<string, unknown>>(text, [...parameters])
  return rows
}

/** The table `t` with the field's columns, holding the values as the write kernel stores them: JSON cast to the column types. */
export async function fillTable(type: FieldType, field: FieldSettings, values: readonly Canonical[]): Promise<void> {
  const columns = type
    .columns(field)
    .map(({ part, type: kind, collation }) => `${nameOf(part)} ${kind}${collation ? ` collate "${collation}"` : ''}`)
  await client.query(`drop table if exists t; create table t (n integer primary key, ${columns.join(', ')})`)
  const rows = values.map((value, n) => ({
    n,
    ...Object.fromEntries(Object.entries(type.toColumns(value, field)).map(([part, json]) => [nameOf(part), json])),
  }))
  await client.query('insert into t select * from json_populate_recordset(null::t, $1::json)', [JSON.stringify(rows)])
}

/** Makes an index on the main column. */
export const indexTable = (method: 'btree' | 'gin') => client.query(`create index on t using ${method} (f)`)

/** Every value of an example, and none. */
export const samplesOf = (example: FieldType['examples'][number]): readonly Canonical[] => [
  null,
  ...example.values.map(({ canonical }) => canonical),
  ...(example.stored ?? []),
]
