import type { LedgerEvent } from '@atelier/records'
import { candidatesFor } from '@atelier/workflow'
import pg from 'pg'
import { inTransaction, sqlState } from '../database/transaction.ts'
import { VersionMoved } from '../kernel/late-refusal.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Context, Workspace } from '../workspace/workspace.ts'
import { workflowEvent } from './queue.ts'
import { runAutomation } from './run-automation.ts'

/** How often an item that breaks is tried before it is put aside. */
const attempts = 5
/** Worth another try as it is: a deadlock, a serialization failure, a lock that did not come in time, a plan made stale by a publish. */
const passing = new Set(['40001', '40P01', '55P03', '0A000'])

/** One event that waits for its automations. */
type WorkItem = {
  readonly id: number
  readonly entity: string
  readonly record: string
  readonly event: LedgerEvent
  readonly root: string
  readonly depth: number
  readonly path: readonly string[]
  readonly attempts: number
}

/** How far ahead of the oldest event others are looked for, and how many of one batch's records are taken along behind their oldest. */
const window = 1_000
const along = 20

const columns = 'w.id, w.entity, w.record, w.event, w.root, w.depth, w.path, w.attempts'

/**
 * Takes the oldest waiting event of some records, skipping records that another process works on, and what waits behind those: so events of one record run
 * in order, and those of different records side by side. Whoever holds a record's oldest event holds the record's whole queue.
 */
async function claim(session: Session, schema: string, limit: number, patient: boolean): Promise<readonly WorkItem[]> {
  const s = pg.escapeIdentifier(schema)
  const due = '($1 or w.not_before is null or w.not_before <= clock_timestamp())'
  const heads = await session.run(
    `select ${columns} from ${s}.work w
     where w.id in (select id from ${s}.work where not parked order by id limit ${window}) and ${due}
       and not exists (select from ${s}.work e where e.record = w.record and e.id < w.id and not e.parked)
     order by w.id limit $2 for update of w skip locked`,
    [!patient, limit],
  )
  if (heads.length === 0) return []
  const behind = await session.run(
    `select ${columns} from ${s}.work w
     where w.record = any($2::uuid[]) and not (w.id = any($3::bigint[])) and not w.parked and ${due} order by w.id limit ${along}`,
    [!patient, heads.map((row) => row['record']), heads.map((row) => row['id'])],
  )
  return [...heads, ...behind].map((row) => ({
    id: Number(row['id']),
    entity: String(row['entity']),
    record: String(row['record']),
    event: toEvent(row['event']),
    root: String(row['root']),
    depth: Number(row['depth']),
    path: Array.isArray(row['path']) ? row['path'].map(String) : [],
    attempts: Number(row['attempts']),
  }))
}

// Written by `queueWork` and by nothing else.
const toEvent = (json: unknown): LedgerEvent => json as LedgerEvent

/** Runs every automation that an event sets off. */
async function runItem(context: Context, session: Session, item: WorkItem): Promise<void> {
  const { model } = context.generation
  const entity = [...model.entities.values()].find(({ id }) => id === item.entity)
  const event = entity === undefined ? undefined : workflowEvent(model, { ...item.event, entity: entity.key })
  if (event === undefined) return
  const before = Object.fromEntries(event.changes.map((change) => [change.field, change.from]))
  for (const automation of candidatesFor(model, event)) {
    await runAutomation(context, session, automation, item.record, {
      event: event.id,
      at: event.at,
      by: event.by ?? undefined,
      on: automation.trigger.on,
      request: item.event.request,
      chain: { root: item.root, depth: item.depth, path: item.path },
      ...(event.kind === 'created' ? {} : { before }),
    })
  }
}

/** Lets an item fail alone: what it did is undone, and it waits longer each time until it is put aside for an admin to see. */
async function failed(session: Session, schema: string, item: WorkItem, error: unknown): Promise<void> {
  const state = sqlState(error)
  if (error instanceof VersionMoved || (state !== undefined && passing.has(state))) return
  const text = error instanceof Error ? error.message : String(error)
  await session.run(
    `update ${pg.escapeIdentifier(schema)}.work set attempts = attempts + 1, error = $2, parked = attempts + 1 >= $3,
       not_before = clock_timestamp() + make_interval(secs => power(2, attempts)) where id = $1`,
    [item.id, text.slice(0, 2000), attempts],
  )
}

/**
 * Works through one batch of waiting events in one transaction: what they cause, the history of the runs and the going of the items commit together, so a
 * crash at any moment loses nothing and doubles nothing. Answers how many items it took. `patient` leaves items alone that wait after a failure.
 */
export async function consume(workspace: Workspace, limit: number, patient: boolean): Promise<number> {
  const s = pg.escapeIdentifier(workspace.schema)
  return inTransaction(workspace.pool, async (client) => {
    const session = sessionOn(client)
    const items = await claim(session, workspace.schema, limit, patient)
    const held = new Set<string>()
    for (const item of items) {
      if (held.has(item.record)) continue
      await session.run('savepoint item')
      try {
        await runItem(systemContext(workspace, 'automation'), session, item)
        await session.run(`delete from ${s}.work where id = $1`, [item.id])
        await session.run('release savepoint item')
      } catch (error) {
        await session.run('rollback to savepoint item')
        held.add(item.record)
        await failed(session, workspace.schema, item, error)
      }
    }
    return items.length
  })
}

/** How much still waits: events, those put aside left out, and fields to fill. */
export async function waiting(workspace: Workspace): Promise<number> {
  const s = pg.escapeIdentifier(workspace.schema)
  const { rows } = await workspace.pool.query<{ n: number }>(
    `select (select count(*) from ${s}.work where not parked)::int + (select count(*) from ${s}.fill)::int as n`,
  )
  return rows[0]?.n ?? 0
}
