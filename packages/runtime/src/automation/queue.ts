import type { Model } from '@atelier/definitions'
import type { LedgerEvent } from '@atelier/records'
import type { RecordData } from '@atelier/rules'
import { automationsOf, candidatesFor, type Timer, timersFor, type WorkflowEvent } from '@atelier/workflow'
import pg from 'pg'
import type { Session } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { processEnv } from './env.ts'

/** One record that a transaction has written. */
export type Written = {
  /** Its ledger event: entity by key, changes by field id. */
  readonly event: LedgerEvent
  /** The record after the write, as rules read it; its own values are enough. Null when it went to the bin. */
  readonly record: RecordData | null
}

const kinds: { readonly [kind: string]: WorkflowEvent['kind'] } = {
  created: 'created',
  updated: 'updated',
  moved: 'updated',
  deleted: 'deleted',
  restored: 'restored',
}

type Change = { readonly field: string; readonly from: unknown; readonly to: unknown }

function changesIn(changes: unknown): readonly Change[] {
  if (!Array.isArray(changes)) return []
  return changes.flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'field' in each && typeof each.field === 'string'
      ? [{ field: each.field, from: 'from' in each ? each.from : null, to: 'to' in each ? each.to : null }]
      : [],
  )
}

/** A ledger event as the workflow engine reads it, with field keys of the present revision; undefined for events that are no writes of records. */
export function workflowEvent(model: Model, event: LedgerEvent): WorkflowEvent | undefined {
  const entity = model.entities.get(event.entity)
  const kind = kinds[event.kind]
  if (entity === undefined || kind === undefined) return undefined
  const keys = new Map([...entity.fields.values()].map((field) => [field.id, field.key]))
  return {
    id: event.id,
    kind,
    entity: event.entity,
    record: event.record,
    changes: changesIn(event.changes).map((change) => ({ ...change, field: keys.get(change.field) ?? change.field })),
    at: event.at,
    by: event.by,
    via: event.via,
  }
}

/**
 * Notes, in the transaction of a write, what has to follow it: events for automations, and timers for the moments that its new values set. Does
 * nothing for entities in which nothing runs by itself. The caller leaves out writes that are to run no automations, and announces work after its commit.
 */
export async function queueWork(context: Context, session: Session, written: readonly Written[]): Promise<void> {
  const { model } = context.generation
  const rows: { entity: string; record: string; root: string; event: LedgerEvent }[] = []
  const touched: Touched[] = []
  for (const { event, record } of written) {
    const entity = model.entities.get(event.entity)
    if (entity === undefined || automationsOf(model, event.entity).length === 0) continue
    const happened = workflowEvent(model, event)
    if (happened === undefined) continue
    if (candidatesFor(model, happened).length > 0)
      rows.push({ entity: entity.id, record: event.record, root: event.id, event: { ...event, entity: entity.id } })
    touched.push({
      entity: event.entity,
      id: event.record,
      record: happened.kind === 'deleted' ? null : record,
      changed: happened.kind === 'updated' ? new Set(happened.changes.map(({ field }) => field)) : 'all',
    })
  }
  await armTimers(context, session, touched)
  if (rows.length === 0) return
  const s = pg.escapeIdentifier(context.workspace.schema)
  await session.run(
    `insert into ${s}.work (entity, record, event, request, root)
     select w.entity, w.record, w.event, $2, w.root from jsonb_to_recordset($1::jsonb) as w(entity text, record uuid, event jsonb, root uuid)`,
    [JSON.stringify(rows), context.request],
  )
}

/** A record whose moments may have moved. */
export type Touched = {
  readonly entity: string
  readonly id: string
  /** As rules read it, after the write; null when it went to the bin. */
  readonly record: RecordData | null
  /** Keys of the fields that changed, `lastActivityAt` among them where it did. */
  readonly changed: ReadonlySet<string> | 'all'
}

/** Arms the timers of records for their present values; what was armed for older values gives way, what has fired stays, so that no value fires twice. */
export async function armTimers(context: Context, session: Session, touched: readonly Touched[]): Promise<void> {
  const { model } = context.generation
  const disarm: { record: string; automation: string }[] = []
  const arm: (Timer & { record: string; entity: string })[] = []
  for (const { entity, id, record, changed } of touched) {
    const automations = automationsOf(model, entity).filter(
      ({ trigger }) =>
        trigger.on === 'time.reached' && (changed === 'all' || changed.has(trigger.field.split('.')[0] ?? '')),
    )
    disarm.push(...automations.map((automation) => ({ record: id, automation: automation.id })))
    if (automations.length === 0 || record === null) continue
    const entityId = model.entities.get(entity)?.id ?? entity
    for (const timer of timersFor(model, entity, processEnv(context, record), changed))
      arm.push({ ...timer, record: id, entity: entityId })
  }
  const s = pg.escapeIdentifier(context.workspace.schema)
  if (disarm.length > 0)
    await session.run(
      `with d as (select * from jsonb_to_recordset($1::jsonb) as d(record uuid, automation text)),
         gone as (delete from ${s}.timer t using d where t.record = d.record and t.automation = d.automation and t.state = 'armed' and t.times = 0)
       update ${s}.timer t set state = 'done' from d
       where t.record = d.record and t.automation = d.automation and t.state = 'armed' and t.times > 0`,
      [JSON.stringify(disarm)],
    )
  if (arm.length > 0)
    await session.run(
      `insert into ${s}.timer (automation, record, "offset", value, entity, due_at)
       select a.automation, a.record, a."offset", a.value, a.entity, a."dueAt"
       from jsonb_to_recordset($1::jsonb) as a(automation text, record uuid, "offset" text, value text, entity text, "dueAt" timestamptz)
       on conflict do nothing`,
      [JSON.stringify(arm)],
    )
}
