import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { hasTables } from './catalog.ts'
import { type BackupProblem, type BackupResult, type Line, parseLine, plainSession } from './format.ts'

const problems = {
  not_a_backup: 'This file is not a backup of Atelier, or it is damaged. Nothing was restored.',
  cut_short: 'This backup is incomplete. Nothing was restored.',
  not_empty:
    'A backup is restored into an empty database: name a new data folder (--data) or an empty database (--database-url).',
} as const

/**
 * Restores a backup into an empty database, in one transaction: all of it or nothing.
 * Problems: `not_empty`, `not_a_backup`, `cut_short`.
 */
export async function restoreBackup(databaseUrl: string, file: string): Promise<BackupResult> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    if (await hasTables(client)) return refused('not_empty')
    await client.query('begin')
    for (const setting of plainSession) await client.query(setting)
    const result = await carryOut(client, file)
    await client.query(result.ok ? 'commit' : 'rollback')
    return result
  } finally {
    await client.end()
  }
}

async function carryOut(client: pg.Client, file: string): Promise<BackupResult> {
  const counts = { tables: 0, rows: 0 }
  let insert: string | undefined
  let state: 'start' | 'middle' | 'end' = 'start'
  for await (const line of linesIn(file)) {
    if (line === undefined || (state === 'start') !== (line.kind === 'head') || state === 'end')
      return refused('not_a_backup')
    state = 'middle'
    if (line.kind === 'statement') await client.query(line.sql)
    if (line.kind === 'table') {
      counts.tables += 1
      insert = insertInto(client, line)
    }
    if (line.kind === 'rows') {
      if (insert === undefined) return refused('not_a_backup')
      await client.query(insert, [JSON.stringify(line.rows)])
      counts.rows += line.rows.length
    }
    if (line.kind === 'end') {
      if (line.rows !== counts.rows) return refused('not_a_backup')
      state = 'end'
    }
  }
  if (state === 'start') return refused('not_a_backup')
  return state === 'end' ? { ok: true, ...counts } : refused('cut_short')
}

/** The lines of a backup; `undefined` for one that cannot be read, and none after it. */
async function* linesIn(file: string): AsyncGenerator<Line | undefined> {
  const packed = createReadStream(file)
  const text = packed.pipe(createGunzip())
  // `pipe` does not hand errors on: a file that cannot be read must not wait for ever.
  packed.on('error', (error) => text.destroy(error))
  let read = 0
  try {
    for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
      read += 1
      const parsed = parseLine(line)
      // The last line of a file that was cut short is no JSON; the stream then says that it ended too soon.
      if (parsed === undefined && read > 1) return
      yield parsed
      if (parsed === undefined) return
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    if (read === 0) yield undefined
  }
}

// zlib's own errors: not gzip at all, damaged, or ended too soon.
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}

function insertInto(client: pg.Client, table: Extract<Line, { kind: 'table' }>): string {
  const name = `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`
  // A table without columns has rows all the same.
  if (table.columns.length === 0) return `insert into ${name} select from json_array_elements($1::json)`
  const names = table.columns.map((column) => client.escapeIdentifier(column.name)).join(', ')
  const values = table.columns.map((column, index) => `(r.value ->> ${index})::${column.type}`).join(', ')
  return `insert into ${name} (${names}) overriding system value select ${values} from json_array_elements($1::json) r`
}

function refused(code: Exclude<BackupProblem['code'], 'unsupported'>): BackupResult {
  return { ok: false, problem: { code, message: problems[code] } }
}
