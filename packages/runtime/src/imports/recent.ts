import pg from 'pg'
import type { Context } from '../workspace/workspace.ts'
import type { ColumnMapping, Mapping } from './mapping.ts'
import type { ImportState, Progress } from './store.ts'

export type RecentImport = Progress & {
  readonly id: string
  /** Id of the entity. */
  readonly entity: string
  readonly fileName: string
  readonly state: ImportState
  readonly rows: number
  readonly at: string
}

const table = (schema: string, name: string): string => `${pg.escapeIdentifier(schema)}.${name}`

/** The newest imports of this person into these entities (ids), with what became of their rows. Nobody sees those of others. */
export async function recentImports(
  context: Context,
  entities: readonly string[],
  limit: number,
): Promise<readonly RecentImport[]> {
  const { schema, pool } = context.workspace
  const { rows } = await pool.query<RecentImport>(
    `select i.id, i.entity, i.file_name as "fileName", i.state, i.rows, to_json(i.at) as at, counts.*
     from (select * from ${table(schema, 'import')} where entity = any($1) and ($2::uuid is null or by = $2) order by at desc, id desc limit $3) i,
       lateral (select count(verdict)::int as done, (count(*) filter (where verdict = 'create'))::int as create, (count(*) filter (where verdict = 'update'))::int as update,
         (count(*) filter (where verdict = 'unchanged'))::int as unchanged, (count(*) filter (where verdict = 'refused'))::int as refused
         from ${table(schema, 'import_row')} where import = i.id) counts
     order by i.at desc, i.id desc`,
    [entities, context.reader.user ?? null, limit],
  )
  return rows
}

/** As many finished imports as are asked how a column was read. */
const remembered = 20

/** How this person's finished imports into an entity read each column, by its name in small letters; the newest word counts. */
export async function rememberedColumns(
  context: Context,
  entity: string,
): Promise<ReadonlyMap<string, ColumnMapping & { readonly field: string }>> {
  const { schema, pool } = context.workspace
  const { rows } = await pool.query<{ mapping: Mapping }>(
    `select mapping from ${table(schema, 'import')}
     where entity = $1 and ($2::uuid is null or by = $2) and mapping is not null and state in ('done', 'undone') order by at desc, id desc limit $3`,
    [entity, context.reader.user ?? null, remembered],
  )
  const columns = new Map<string, ColumnMapping & { readonly field: string }>()
  for (const { mapping } of rows)
    for (const column of mapping.columns) {
      const name = column.column.trim().toLowerCase()
      const { field } = column
      if (field === null) continue
      const known = columns.get(name)
      if (known === undefined) columns.set(name, { ...column, field })
      else if (known.field === field && column.values !== undefined)
        columns.set(name, { ...known, values: { ...column.values, ...known.values } })
    }
  return columns
}
