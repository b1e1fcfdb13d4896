import type { Model } from '@atelier/definitions'
import { compileLoad, type LedgerEvent } from '@atelier/records'
import type { RecordData } from '@atelier/rules'
import { automationsOf } from '@atelier/workflow'
import type { Batch } from '../kernel/batch.ts'
import { type Draft, same } from '../kernel/draft.ts'
import { type Part, partsOf } from '../kernel/part.ts'
import { asSystem } from '../kernel/session.ts'
import { armTimers, queueWork, type Touched } from './queue.ts'

/** Whether records of an entity can set automations off. */
export const runsItself = (model: Model, entity: string): boolean => automationsOf(model, entity).length > 0

/** Whether a write of this draft has to note work that follows: then it needs a transaction. */
export const queuesWork = (batch: Batch, draft: Draft): boolean =>
  runsItself(batch.model, draft.entity.key) ||
  [...draft.lines.keys()].some((key) => runsItself(batch.model, `${draft.entity.key}.${key}`))

const skips = (draft: Draft): boolean => 'history' in draft.command && draft.command.history?.skipProcess === true

/** Fields of a line that this write changes; all of them for a new line. */
function changedIn(part: Part): Touched['changed'] {
  if (part.before === undefined) return 'all'
  return new Set([...part.entity.fields.keys()].filter((key) => !same(part.before?.[key], part.row[key])))
}

/** Notes what has to follow the drafts just written, with their ledger events: what they set off, and the moments of records and lines. */
export async function queueDrafts(
  batch: Batch,
  written: readonly Draft[],
  events: readonly LedgerEvent[],
): Promise<void> {
  const drafts = new Map(
    written.filter((draft) => queuesWork(batch, draft) && !skips(draft)).map((draft) => [draft.id, draft]),
  )
  if (drafts.size === 0) return
  const parts = new Map([...drafts].map(([id, draft]) => [id, partsOf(batch, draft)]))
  await queueWork(
    batch.context,
    batch.session,
    events.flatMap((event) => {
      const draft = drafts.get(event.record)
      if (draft === undefined) return []
      const record = draft.action === 'delete' ? undefined : parts.get(draft.id)?.[0]?.record
      // The database has its own word for when the record was made: the event's.
      const stamped = draft.action === 'create' ? { createdAt: event.at, updatedAt: event.at } : { updatedAt: event.at }
      return [{ event, record: record === undefined ? null : { ...record, ...stamped } }]
    }),
  )
  const lines = [...parts.values()]
    .flatMap((each) => each.slice(1))
    .filter((part) => runsItself(batch.model, part.entity.key))
  await armTimers(
    batch.context,
    batch.session,
    lines.map((part) => ({
      entity: part.entity.key,
      id: String(part.row['id']),
      record: { ...part.record, id: String(part.row['id']) },
      changed: changedIn(part),
    })),
  )
}

/** The same for records that the database has recomputed. */
export async function queueComputed(batch: Batch, events: readonly LedgerEvent[]): Promise<void> {
  const own = events.filter((event) => runsItself(batch.model, event.entity))
  for (const entity of new Set(own.map((event) => event.entity))) {
    const ids = own.filter((event) => event.entity === entity).map((event) => event.record)
    const records = await batch.session.json<readonly (RecordData | null)[]>(
      compileLoad(asSystem(batch.context), { entity, ids }),
    )
    await queueWork(
      batch.context,
      batch.session,
      own
        .filter((event) => event.entity === entity)
        .map((event) => ({ event, record: records[ids.indexOf(event.record)] ?? null })),
    )
  }
}

/** Moves the timers that count from the last activity. */
export async function queueActivity(batch: Batch, entity: string, records: readonly RecordData[]): Promise<void> {
  if (!runsItself(batch.model, entity)) return
  const changed = new Set(['lastActivityAt'])
  await armTimers(
    batch.context,
    batch.session,
    records.flatMap((record) => (typeof record.id === 'string' ? [{ entity, id: record.id, record, changed }] : [])),
  )
}
