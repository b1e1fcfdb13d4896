import pg from 'pg'
import { inTransaction, sqlState } from '../database/transaction.ts'
import { announceInbox } from '../inbox/announce-inbox.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { noticesOf, type Told } from './notices.ts'
import { putNotice } from './put-notice.ts'

/** What happened longer ago (a backup brought back, a process long gone) is no news. */
const newsFor = 24 * 3600_000
const passing: ReadonlySet<string> = new Set(['40001', '40P01', '55P03', '0A000'])

type Row = Readonly<Record<string, unknown>>

/** The ledger behind the mark, as far as it is complete: what transactions still running will add comes before nothing of it. */
async function readLedger(session: Session, s: string, limit: number): Promise<readonly Row[]> {
  const [mark] = await session.run(`select tx::text, seq from ${s}.told for update skip locked`)
  if (mark === undefined) return []
  // In a database that was copied from another the count of transactions starts anew.
  const [moved] = await session.run(
    `update ${s}.told set tx = pg_snapshot_xmin(pg_current_snapshot()), seq = 0
     where tx > pg_snapshot_xmax(pg_current_snapshot()) returning tx::text, seq`,
  )
  const { tx, seq } = { tx: String((moved ?? mark)['tx']), seq: Number((moved ?? mark)['seq']) }
  return session.run(
    `select e.tx::text, e.seq, e.id, e.entity, e.record, e.kind, e.by, e.via, e.recorded_at, e.changes,
       (select coalesce(array_agg(f.person), '{}') from ${s}.follow f where f.record = e.record) as followers
     from ${s}.event e where (e.tx, e.seq) > ($1::xid8, $2::bigint) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
     order by e.tx, e.seq limit $3`,
    [tx, seq, limit],
  )
}

const toTold = (row: Row): Told => ({
  seq: Number(row['seq']),
  entity: String(row['entity']),
  record: String(row['record']),
  kind: String(row['kind']),
  by: typeof row['by'] === 'string' ? row['by'] : undefined,
  via: String(row['via']),
  changes: Array.isArray(row['changes']) ? row['changes'] : [],
  followers: Array.isArray(row['followers']) ? row['followers'].map(String) : [],
})

/**
 * Reads on in the ledger and tells people what concerns them: those mentioned in what was written about a record, and those who follow it. Each as
 * far as they may see it. Mark and notifications commit together, so nothing is told twice. Answers how many events it read.
 */
export async function tellPeople(workspace: Workspace, limit: number): Promise<number> {
  const s = pg.escapeIdentifier(workspace.schema)
  if (!(await tellingWaits(workspace))) return 0
  const people = new Set<string>()
  const read = await inTransaction(workspace.pool, async (client) => {
    const session = sessionOn(client)
    const rows = await readLedger(session, s, limit)
    const last = rows.at(-1)
    if (last === undefined) return 0
    const context = systemContext(workspace, 'system')
    const since = context.now.getTime() - newsFor
    for (const row of rows) {
      if (!(row['recorded_at'] instanceof Date) || row['recorded_at'].getTime() < since) continue
      await session.run('savepoint event')
      try {
        for (const notice of await noticesOf(context, session, toTold(row))) {
          await putNotice(context, session, notice)
          people.add(notice.to)
        }
        await session.run('release savepoint event')
      } catch (error) {
        if (passing.has(sqlState(error) ?? '')) throw error
        // One that cannot be told holds nothing up.
        await session.run('rollback to savepoint event')
      }
    }
    await session.run(`update ${s}.told set tx = $1::xid8, seq = $2`, [last['tx'], last['seq']])
    return rows.length
  })
  if (people.size > 0) announceInbox(workspace, [...people])
  return read
}

/** Whether something in the ledger has still to be read; entries that came with a copied database lie ahead of its transactions and do not count. */
export async function tellingWaits(workspace: Workspace): Promise<boolean> {
  const s = pg.escapeIdentifier(workspace.schema)
  const { rows } = await workspace.pool.query(
    `select from ${s}.told t where t.tx > pg_snapshot_xmax(pg_current_snapshot()) or exists (
       select from ${s}.event e where (e.tx, e.seq) > (t.tx, t.seq) and e.tx < pg_snapshot_xmax(pg_current_snapshot()))`,
  )
  return rows.length > 0
}
