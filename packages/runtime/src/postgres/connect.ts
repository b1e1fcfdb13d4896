import pg from 'pg'
import type { ClusterRecord } from './data-folder.ts'

/** The address of one database of the cluster, as the driver wants it. */
export function urlOf(record: ClusterRecord, database: string): string {
  return `postgres://atelier:${record.password}@127.0.0.1:${record.port}/${database}`
}

/** Runs `work` over one connection that is closed afterwards. */
export async function withConnection<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // Without a listener a connection that the server closes would end the whole process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** The data directory that the server at this address serves; nothing when it does not let us in. */
export async function servedFolder(record: ClusterRecord): Promise<string | undefined> {
  try {
    return await withConnection(urlOf(record, 'postgres'), async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('show data_directory')
      return rows[0]?.data_directory
    })
  } catch {
    return undefined
  }
}

/** Makes a database when it is not there. */
export async function ensureDatabase(record: ClusterRecord, name: string): Promise<void> {
  await withConnection(urlOf(record, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  })
}
