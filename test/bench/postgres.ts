import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startPostgres } from '@atelier/runtime/postgres'
import pg from 'pg'

export type Database = {
  /** Address of a database of this server, by name. */
  readonly url: (name: string) => string
  /** Process number of the server, whose children are its backends. */
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** One safe (fsync on) Postgres in a temporary folder for everybody who is measured, with these databases. */
export async function openDatabase(names: readonly string[]): Promise<Database> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'atelier-bench-'))
  await chmod(dataFolder, 0o755)
  const started = await startPostgres({
    dataFolder,
    pgBin: process.env['ATELIER_PG_BIN'],
    onProgress: () => undefined,
  })
  if (!started.ok) throw new Error(started.problem.message)
  const { url: first, stop } = started.value
  const url = (name: string): string => {
    const address = new URL(first)
    address.pathname = `/${name}`
    return address.href
  }
  const pid = await withClient(first, async (client) => {
    for (const name of names) await client.query(`create database ${client.escapeIdentifier(name)}`)
    const { rows } = await client.query<{ folder: string; text: string }>(
      `select pg_read_file('postmaster.pid') as text`,
    )
    return Number(rows[0]?.text.split('\n')[0])
  })
  return {
    url,
    pid,
    stop: async () => {
      await stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Runs work on a connection of its own. */
export async function withClient<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
