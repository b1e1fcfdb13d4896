import type { Statement } from '@atelier/records'
import type { Pool, PoolClient } from 'pg'

/** Runs a compiled statement and returns its one JSON text as Postgres made it ('null' when there was no row). */
export async function runStatement(client: Pool | PoolClient, statement: Statement): Promise<string> {
  const { rows } = await client.query<{ json: string | null }>({
    ...(statement.name === undefined ? {} : { name: statement.name }),
    text: statement.text,
    values: [...statement.parameters],
  })
  return rows[0]?.json ?? 'null'
}
