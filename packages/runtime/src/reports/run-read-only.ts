import type { Statement } from '@atelier/records'
import type { Pool } from 'pg'

/** Runs a report's statement where it can change nothing and ends after `limitMs`; compiling it to machine code would take longer than running it. */
export async function runReadOnly(pool: Pool, statement: Statement, limitMs = 15_000): Promise<string> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(`begin read only; set local jit = off; set local statement_timeout = ${Math.round(limitMs)}`)
    const { rows } = await client.query<{ json: string | null }>(statement.text, [...statement.parameters])
    await client.query('commit')
    return rows[0]?.json ?? 'null'
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error('rollback failed')
    })
    throw error
  } finally {
    client.release(broken)
  }
}
