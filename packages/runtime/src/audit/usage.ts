import pg from 'pg'
import type { Context } from '../workspace/workspace.ts'

type Size = { readonly count: number; readonly bytes: number }
export type Usage = {
  readonly entities: readonly { readonly entity: string; readonly records: number; readonly bytes: number }[]
  readonly files: Size
  readonly people: { readonly active: number; readonly all: number }
  readonly runs: Size & { readonly lastMonth: number; readonly failed: number }
  readonly ledger: Size
  /** Bytes of the whole database: with indexes, and with other workspaces in it. */
  readonly database: number
}

const month = 30 * 86_400_000

/** How much there is of everything, counted now; records in the bin do not count, though they take room. */
export async function readUsage(context: Context): Promise<Usage> {
  const { pool, schema } = context.workspace
  const { model, physical } = context.generation
  const s = pg.escapeIdentifier(schema)
  const one = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row | undefined> =>
    (await pool.query<Row>(text, [...values])).rows[0]
  const entities: Usage['entities'][number][] = []
  for (const entity of model.entities.values()) {
    const table = physical.entities[entity.id]?.table
    if (entity.origin.kind !== 'drawn' || table === undefined) continue
    const name = `${s}.${pg.escapeIdentifier(table)}`
    const row = await one<{ records: number; bytes: number }>(
      `select count(*) filter (where deleted_at is null)::bigint as records, pg_total_relation_size($1::regclass)::bigint as bytes from ${name}`,
      [name],
    )
    entities.push({ entity: entity.key, records: row?.records ?? 0, bytes: row?.bytes ?? 0 })
  }
  const size = (table: string): string => `pg_total_relation_size('${s.replaceAll("'", "''")}.${table}')::bigint`
  const files = await one<Size>(
    `select count(*)::bigint as count, coalesce(sum(size), 0)::bigint as bytes from ${s}.file_content`,
  )
  const runs = await one<Usage['runs']>(
    `select count(*)::bigint as count, ${size('run')} as bytes, count(*) filter (where at >= $1)::bigint as "lastMonth",
       count(*) filter (where at >= $1 and state = 'failed')::bigint as failed from ${s}.run`,
    [new Date(context.now.getTime() - month)],
  )
  const ledger = await one<Size>(`select count(*)::bigint as count, ${size('event')} as bytes from ${s}.event`)
  const database = await one<{ bytes: number }>('select pg_database_size(current_database())::bigint as bytes')
  const { users } = await context.workspace.directory()
  return {
    entities: entities.toSorted((one, other) => other.records - one.records),
    files: files ?? { count: 0, bytes: 0 },
    people: { active: [...users.values()].filter(({ active }) => active).length, all: users.size },
    runs: runs ?? { count: 0, bytes: 0, lastMonth: 0, failed: 0 },
    ledger: ledger ?? { count: 0, bytes: 0 },
    database: database?.bytes ?? 0,
  }
}
