import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../packages/runtime/src/postgres/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a database of this run's server, as somebody who may make databases. */
    postgresUrl: string
    /** Prefix of the databases of this run. */
    databasePrefix: string
  }
}

const folderPrefix = 'atelier-test-'
// Tests may lose their data with the machine; they must not wait for its disk.
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/**
 * Vitest's global set-up: one real Postgres for the whole run. `DATABASE_URL` names a server of one's own (its user
 * must be allowed to make databases), `ATELIER_PG_BIN` other programs; else it is the embedded Postgres in a
 * temporary folder. Returns the tear-down.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const prefix = `atelier_test_${process.pid}_`
  const server = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, stop: () => dropDatabases(process.env.DATABASE_URL ?? '', prefix) }
    : await startCluster(process.env.ATELIER_PG_BIN)
  project.provide('postgresUrl', server.url)
  project.provide('databasePrefix', prefix)
  return () => server.stop()
}

async function startCluster(pgBin: string | undefined): Promise<{ url: string; stop: () => Promise<void> }> {
  await sweep()
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), `${folderPrefix}${process.pid}-`))
  await chmod(dataFolder, 0o755)
  const started = await startPostgres({ dataFolder, pgBin, settings: fast, onProgress: () => {} })
  if (!started.ok) throw new Error(started.problem.message)
  const { url, stop } = started.value
  return {
    url,
    async stop() {
      await stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

// A run that was killed leaves its folder behind; its number tells whose it was.
async function sweep(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    const pid = Number(new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1])
    if (!pid || isAlive(pid)) continue
    await rm(path.join(os.tmpdir(), name), { recursive: true, force: true }).catch(() => {})
  }
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    for (const { datname } of rows) {
      const name = client.escapeIdentifier(datname)
      await client.query(`alter database ${name} is_template false`)
      await client.query(`drop database ${name} with (force)`)
    }
  } finally {
    await client.end()
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
