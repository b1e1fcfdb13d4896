import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { readCatalog, type Table, unsupportedIn } from './catalog.ts'
import { type BackupResult, type Line, plainSession } from './format.ts'

/** Rows fetched at a time: few enough for rows that hold a piece of a file each. */
const batch = 200

/**
 * Writes everything in a database, as it is at one moment, to `file`; the database may be in use. A file of that name
 * is replaced, and only when the new one is whole.
 * Problem: `unsupported` (somebody made objects in the database that a backup cannot carry; it names them).
 */
export async function writeBackup(databaseUrl: string, file: string, now: Date): Promise<BackupResult> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  const draft = `${file}.${process.pid}.part`
  try {
    await client.query('begin isolation level repeatable read read only')
    for (const setting of plainSession) await client.query(setting)
    const unable = await unsupportedIn(client)
    if (unable.length > 0) {
      const message = `A backup cannot carry what was added to the database by hand: ${unable.join(', ')}.`
      return { ok: false, problem: { code: 'unsupported', message, what: unable } }
    }
    const counts = { tables: 0, rows: 0 }
    await pipeline(Readable.from(linesOf(client, now, counts)), createGzip(), createWriteStream(draft, { mode: 0o600 }))
    await rename(draft, file)
    return { ok: true, ...counts }
  } finally {
    await rm(draft, { force: true })
    await client.end()
  }
}

async function* linesOf(
  client: pg.Client,
  now: Date,
  counts: { tables: number; rows: number },
): AsyncGenerator<string> {
  const line = (value: Line) => `${JSON.stringify(value)}\n`
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  const postgres = rows[0]?.server_version ?? ''
  yield line({ kind: 'head', format: 'atelier-backup', version: 1, postgres, made: now.toISOString() })
  const catalog = await readCatalog(client)
  for (const sql of catalog.before) yield line({ kind: 'statement', sql })
  for (const table of catalog.tables) {
    yield line({ kind: 'table', ...table })
    counts.tables += 1
    for await (const batchOfRows of rowsOf(client, table)) {
      counts.rows += batchOfRows.length
      yield line({ kind: 'rows', rows: batchOfRows })
    }
  }
  for (const sql of catalog.after) yield line({ kind: 'statement', sql })
  yield line({ kind: 'end', rows: counts.rows })
}

async function* rowsOf(client: pg.Client, table: Table): AsyncGenerator<(string | null)[][]> {
  const values = table.columns.map(({ name }) => `${client.escapeIdentifier(name)}::text`)
  const from = `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`
  await client.query(
    `declare backup_rows no scroll cursor for select array[${values.join(', ')}]::text[] as row from only ${from}`,
  )
  for (;;) {
    const { rows } = await client.query<{ row: (string | null)[] }>(`fetch ${batch} from backup_rows`)
    if (rows.length === 0) break
    yield rows.map(({ row }) => row)
  }
  await client.query('close backup_rows')
}
