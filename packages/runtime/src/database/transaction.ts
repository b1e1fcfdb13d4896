import type { Pool, PoolClient } from 'pg'

/** Serialization failure, deadlock, lock not available in time, stale plan after DDL: worth another try as a whole. */
const retryable = new Set(['40001', '40P01', '55P03', '0A000'])

/** The SQLSTATE of an error that Postgres raised. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/**
 * Runs `work` in one transaction and commits; rolls back when it throws. Deadlocks and their like are tried again, `attempts` times in all,
 * so `work` must have no effect outside the database. An answer that `keeps` turns down is given all the same, and nothing stays of the work.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  { attempts = 5, keeps = () => true }: { readonly attempts?: number; readonly keeps?: (answer: T) => boolean } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      const result = await work(client)
      await client.query(keeps(result) ? 'commit' : 'rollback')
      return result
    } catch (error) {
      try {
        await client.query('rollback')
      } catch (failure) {
        broken = failure instanceof Error ? failure : new Error('rollback failed')
      }
      const state = sqlState(error)
      if (state === undefined || !retryable.has(state) || attempt >= attempts) throw error
    } finally {
      client.release(broken)
    }
    await new Promise((resolve) => setTimeout(resolve, 5 * attempt + Math.random() * 20 * attempt))
  }
}
