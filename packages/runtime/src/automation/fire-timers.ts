import { type ActiveAutomation, automationsOf, isMissed, nextRepeat } from '@atelier/workflow'
import pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import { newId } from '../kernel/new-id.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Context, Workspace } from '../workspace/workspace.ts'
import { runAutomation } from './run-automation.ts'

type DueTimer = {
  readonly automation: string
  readonly record: string
  readonly offset: string
  readonly value: string
  readonly entity: string
  readonly dueAt: string
  readonly times: number
}

/** Timers whose moment has come, oldest first; those that another process fires are skipped. */
async function claim(session: Session, schema: string, now: Date, limit: number): Promise<readonly DueTimer[]> {
  const rows = await session.run(
    `select automation, record, "offset", value, entity, due_at, times from ${pg.escapeIdentifier(schema)}.timer
     where state = 'armed' and due_at <= $1 order by due_at, automation, record, "offset" limit $2 for update skip locked`,
    [now.toISOString(), limit],
  )
  return rows.map((row) => ({
    automation: String(row['automation']),
    record: String(row['record']),
    offset: String(row['offset']),
    value: String(row['value']),
    entity: String(row['entity']),
    dueAt: row['due_at'] instanceof Date ? row['due_at'].toISOString() : String(row['due_at']),
    times: Number(row['times']),
  }))
}

/** Of several moments that one automation has missed for a record, the latest alone counts. */
const overtaken = (timer: DueTimer, due: readonly DueTimer[]): boolean =>
  due.some(
    (other) =>
      other !== timer &&
      other.automation === timer.automation &&
      other.record === timer.record &&
      (other.dueAt > timer.dueAt || (other.dueAt === timer.dueAt && other.offset > timer.offset)),
  )

async function fire(
  context: Context,
  session: Session,
  timer: DueTimer,
  automation: ActiveAutomation,
): Promise<'ran' | 'filtered' | 'guarded'> {
  const id = newId()
  return runAutomation(context, session, automation, timer.record, {
    event: id,
    at: timer.dueAt,
    by: undefined,
    on: 'time.reached',
    offset: timer.offset,
    chain: { root: id, depth: 0, path: [] },
  })
}

async function settleTimer(
  context: Context,
  session: Session,
  timer: DueTimer,
  due: readonly DueTimer[],
): Promise<void> {
  const { model } = context.generation
  const s = pg.escapeIdentifier(context.workspace.schema)
  const entity = [...model.entities.values()].find(({ id }) => id === timer.entity)
  const automation =
    entity === undefined ? undefined : automationsOf(model, entity.key).find(({ id }) => id === timer.automation)
  const key = [timer.automation, timer.record, timer.offset, timer.value]
  const where = 'automation = $1 and record = $2 and "offset" = $3 and value = $4'
  if (automation === undefined) {
    await session.run(`delete from ${s}.timer where ${where}`, key)
    return
  }
  const missed =
    overtaken(timer, due) || isMissed(automation, timer.dueAt, context.now.toISOString(), model.workspace.zone)
  const result = missed ? 'filtered' : await fire(context, session, timer, automation)
  const next =
    result === 'filtered' && !missed
      ? undefined
      : nextRepeat(automation, timer.dueAt, timer.times + 1, model.workspace.zone)
  if (next === undefined)
    await session.run(`update ${s}.timer set state = $5, times = times + 1 where ${where}`, [
      ...key,
      missed ? 'missed' : 'done',
    ])
  else await session.run(`update ${s}.timer set due_at = $5, times = times + 1 where ${where}`, [...key, next])
}

/** Fires a batch of due timers in one transaction with what they cause; answers how many it took. A timer that breaks is tried again an hour later. */
export async function fireTimers(workspace: Workspace, limit: number): Promise<number> {
  const s = pg.escapeIdentifier(workspace.schema)
  return inTransaction(workspace.pool, async (client) => {
    const session = sessionOn(client)
    const context = systemContext(workspace, 'automation')
    const due = await claim(session, workspace.schema, context.now, limit)
    for (const timer of due) {
      await session.run('savepoint timer')
      try {
        await settleTimer(context, session, timer, due)
        await session.run('release savepoint timer')
      } catch {
        await session.run('rollback to savepoint timer')
        await session.run(
          `update ${s}.timer set due_at = $5::timestamptz + interval '1 hour'
           where automation = $1 and record = $2 and "offset" = $3 and value = $4`,
          [timer.automation, timer.record, timer.offset, timer.value, context.now.toISOString()],
        )
      }
    }
    return due.length
  })
}

/** The next moment at which a timer is due, up to `until`; undefined when there is none. */
export async function nextDue(workspace: Workspace, until: Date): Promise<Date | undefined> {
  const { rows } = await workspace.pool.query<{ due: Date | null }>(
    `select min(due_at) as due from ${pg.escapeIdentifier(workspace.schema)}.timer where state = 'armed' and due_at <= $1`,
    [until.toISOString()],
  )
  return rows[0]?.due ?? undefined
}
