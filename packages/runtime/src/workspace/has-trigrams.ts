import type { Pool, PoolClient } from 'pg'

/** Whether search may be indexed by trigrams: the extension is there, which not every server's owner may arrange. */
export async function hasTrigrams(client: Pool | PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select exists (select 1 from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm' and n.nspname = 'public') as there`,
  )
  return rows[0]?.there === true
}
