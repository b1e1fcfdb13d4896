import pg, { type Pool, type PoolClient } from 'pg'
import { isId } from '../kernel/take-values.ts'
import type { Context } from '../workspace/workspace.ts'
import type { Mapping } from './mapping.ts'
import type { Table } from './read/table.ts'
import type { ColumnGuess } from './suggest-mapping.ts'

export type ImportState = 'draft' | 'running' | 'done' | 'failed' | 'undone'
export type Verdict = 'create' | 'update' | 'unchanged' | 'refused'

export type StoredImport = {
  readonly id: string
  /** Id of the entity, so that a rename in between does not matter. */
  readonly entity: string
  readonly fileName: string
  readonly by: string | null
  readonly encoding: string
  readonly delimiter: string | null
  readonly columns: readonly string[]
  readonly guesses: readonly ColumnGuess[]
  readonly mapping: Mapping | null
  readonly state: ImportState
  readonly rows: number
  /** How far the dry run under way is. */
  readonly checked: number
  readonly error: string | null
}

export type Progress = {
  readonly done: number
  readonly create: number
  readonly update: number
  readonly unchanged: number
  readonly refused: number
}

export type RowOutcome = {
  readonly row: number
  readonly verdict: Verdict
  readonly record: string | null
  readonly problems: readonly unknown[] | null
}

const table = (schema: string, name: string): string => `${pg.escapeIdentifier(schema)}.${name}`
const columns = `id, entity, file_name as "fileName", by, encoding, delimiter, columns, guesses, mapping, state, rows, checked, error`

/** Keeps a file that was read, row by row. */
export async function storeImport(
  client: PoolClient,
  context: Context,
  given: {
    readonly id: string
    readonly entity: string
    readonly fileName: string
    readonly table: Table
    readonly guesses: readonly ColumnGuess[]
  },
): Promise<void> {
  const { schema } = context.workspace
  await client.query(
    `insert into ${table(schema, 'import')} (id, entity, file_name, by, at, encoding, delimiter, columns, guesses, rows)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      given.id,
      given.entity,
      given.fileName,
      context.reader.user ?? null,
      context.now,
      given.table.encoding,
      given.table.delimiter,
      JSON.stringify(given.table.columns),
      JSON.stringify(given.guesses),
      given.table.rows.length,
    ],
  )
  for (let i = 0; i < given.table.rows.length; i += 5000)
    await client.query(
      `insert into ${table(schema, 'import_row')} (import, row, cells)
       select $1, $2 + position, cells from jsonb_array_elements($3::jsonb) with ordinality as r(cells, position)`,
      [given.id, i, JSON.stringify(given.table.rows.slice(i, i + 5000))],
    )
}

/** An import of this person; everybody else's are as good as not there. */
export async function findImport(context: Context, id: string): Promise<StoredImport | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await context.workspace.pool.query<StoredImport>(
    `select ${columns} from ${table(context.workspace.schema, 'import')} where id = $1 and ($2::uuid is null or by = $2)`,
    [id, context.reader.user ?? null],
  )
  return rows[0]
}

/** The rows of an import as the table they came from. */
export async function loadTable(context: Context, stored: StoredImport): Promise<Table> {
  const { rows } = await context.workspace.pool.query<{ cells: readonly string[] }>(
    `select cells from ${table(context.workspace.schema, 'import_row')} where import = $1 order by row`,
    [stored.id],
  )
  return {
    columns: stored.columns,
    rows: rows.map((row) => row.cells),
    encoding: stored.encoding,
    delimiter: stored.delimiter,
  }
}

export async function saveMapping(context: Context, id: string, mapping: Mapping): Promise<void> {
  await context.workspace.pool.query(
    `update ${table(context.workspace.schema, 'import')} set mapping = $2 where id = $1 and state in ('draft', 'failed')`,
    [id, JSON.stringify(mapping)],
  )
}

/** Tells whoever asks how far a dry run is. */
export async function saveChecked(context: Context, id: string, checked: number): Promise<void> {
  await context.workspace.pool.query(
    `update ${table(context.workspace.schema, 'import')} set checked = $2 where id = $1`,
    [id, checked],
  )
}

/** Moves an import from one of some states to another; false when it is in none of them (someone was first). */
export async function changeState(
  client: Pool | PoolClient,
  context: Context,
  id: string,
  from: readonly ImportState[],
  to: ImportState,
  error: string | null = null,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update ${table(context.workspace.schema, 'import')} set state = $3, error = $4,
       started_at = case when $3 = 'running' then $5 else started_at end, finished_at = case when $3 in ('done', 'failed') then $5 else finished_at end
     where id = $1 and state = any($2)`,
    [id, from, to, error, context.now],
  )
  return rowCount === 1
}

/** Verdicts of rows, kept with the transaction that made them true. */
export async function saveOutcomes(
  client: Pool | PoolClient,
  context: Context,
  id: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  await client.query(
    `update ${table(context.workspace.schema, 'import_row')} r set verdict = o.verdict, record = o.record, problems = o.problems
     from jsonb_to_recordset($2::jsonb) as o(row integer, verdict text, record uuid, problems jsonb) where r.import = $1 and r.row = o.row`,
    [id, JSON.stringify(outcomes)],
  )
}

/** Rows that have no verdict yet: what a commit that was interrupted still has to do. */
export async function openRows(context: Context, id: string): Promise<ReadonlySet<number>> {
  const { rows } = await context.workspace.pool.query<{ row: number }>(
    `select row from ${table(context.workspace.schema, 'import_row')} where import = $1 and verdict is null`,
    [id],
  )
  return new Set(rows.map(({ row }) => row))
}

export async function clearVerdicts(client: Pool | PoolClient, context: Context, id: string): Promise<void> {
  await client.query(
    `update ${table(context.workspace.schema, 'import_row')} set verdict = null, record = null, problems = null where import = $1`,
    [id],
  )
}

export async function readProgress(context: Context, id: string): Promise<Progress> {
  const { rows } = await context.workspace.pool.query<Progress>(
    `select count(verdict)::int as done, (count(*) filter (where verdict = 'create'))::int as create, (count(*) filter (where verdict = 'update'))::int as update,
       (count(*) filter (where verdict = 'unchanged'))::int as unchanged, (count(*) filter (where verdict = 'refused'))::int as refused
     from ${table(context.workspace.schema, 'import_row')} where import = $1`,
    [id],
  )
  return rows[0] ?? { done: 0, create: 0, update: 0, unchanged: 0, refused: 0 }
}

export type RefusedRow = {
  readonly row: number
  readonly cells: readonly string[]
  readonly problems: readonly {
    readonly column?: string
    readonly message: { readonly en: string; readonly 'zh-CN': string }
  }[]
}

/** Rows that were refused, with why: the fix-up sheet. */
export async function refusedRows(context: Context, id: string): Promise<readonly RefusedRow[]> {
  const { rows } = await context.workspace.pool.query<RefusedRow>(
    `select row, cells, coalesce(problems, '[]') as problems from ${table(context.workspace.schema, 'import_row')} where import = $1 and verdict = 'refused' order by row`,
    [id],
  )
  return rows
}

/** Records that a finished import made or changed, by verdict. */
export async function touchedRecords(
  context: Context,
  id: string,
): Promise<readonly { readonly record: string; readonly verdict: Verdict }[]> {
  const { rows } = await context.workspace.pool.query<{ record: string; verdict: Verdict }>(
    `select distinct record, verdict from ${table(context.workspace.schema, 'import_row')} where import = $1 and record is not null and verdict in ('create', 'update')`,
    [id],
  )
  return rows
}
