import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of a test's own. */
export type TestDatabase = {
  /** Its address, for `pg`. */
  url: string
  /** Removes it, cutting off whoever is still connected. */
  drop: () => Promise<void>
}

/** What a new database starts as: empty, or a copy of one that `prepare` has filled once in this run. */
export type Template = {
  /** Names the template; the same name must always mean the same `prepare`. */
  name: string
  prepare: (url: string) => Promise<void>
}

/**
 * A new database on this run's real Postgres, empty or copied from a template (about 50 ms either way).
 * The template is prepared by the first caller of the run, whichever test file that is; others wait for it.
 */
export async function freshDatabase(template?: Template): Promise<TestDatabase> {
  const name = `${inject('databasePrefix')}${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const source = template ? await ensureTemplate(template) : undefined
  await administer((client) =>
    client.query(
      `create database ${client.escapeIdentifier(name)}${source ? ` template ${client.escapeIdentifier(source)}` : ''}`,
    ),
  )
  return {
    url: addressOf(name),
    drop: () =>
      administer(async (client) => {
        await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
      }),
  }
}

async function ensureTemplate(template: Template): Promise<string> {
  const name = `${inject('databasePrefix')}template_${createHash('sha256').update(template.name).digest('hex').slice(0, 12)}`
  await administer(async (client) => {
    // Test files run in several processes: the lock makes one of them prepare and the others wait.
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rows } = await client.query<{ datistemplate: boolean }>(
      'select datistemplate from pg_database where datname = $1',
      [name],
    )
    if (rows[0]?.datistemplate) return
    const quoted = client.escapeIdentifier(name)
    await client.query(`drop database if exists ${quoted} with (force)`)
    await client.query(`create database ${quoted}`)
    await template.prepare(addressOf(name))
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    // Nobody may be connected to a database while it is copied.
    await client.query(`alter database ${quoted} is_template true allow_connections false`)
  })
  return name
}

async function administer<Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function addressOf(database: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  return url.href
}
