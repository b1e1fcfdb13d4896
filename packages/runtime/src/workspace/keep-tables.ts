import { createHash } from 'node:crypto'
import { systemTables } from '@atelier/records'
import type { Pool } from 'pg'
import { inTransaction } from '../database/transaction.ts'
import type { WorkspaceTables } from './tables.ts'
import { definitionTables } from './tables.ts'

/** Every statement that makes the tables a workspace keeps besides its entities'. Each may run again: `if not exists` throughout. */
export function tablesOf(schema: string, tables: WorkspaceTables): readonly string[] {
  return [...systemTables(schema), definitionTables(schema), ...tables(schema)]
}

/**
 * Brings the tables of workspaces that an earlier version made up to date: the statements only add (a later column is an
 * `alter table … add column if not exists` behind the table), and run again when they have changed.
 */
export async function keepTables(pool: Pool, tables: WorkspaceTables): Promise<void> {
  const { rows } = await pool.query<{ key: string; schema: string; tables: string | null }>(
    'select key, schema, tables from atelier.workspace order by key',
  )
  for (const workspace of rows) {
    const statements = tablesOf(workspace.schema, tables)
    const mark = createHash('sha256').update(statements.join('\n')).digest('hex').slice(0, 32)
    if (workspace.tables === mark) continue
    await inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock(4176803)')
      for (const statement of statements) await client.query(statement)
      await client.query('update atelier.workspace set tables = $2 where key = $1', [workspace.key, mark])
    })
  }
}
