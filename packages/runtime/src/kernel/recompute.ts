import type { Canonical } from '@atelier/fields'
import { type LedgerEvent, planRecompute, type RecomputeStep } from '@atelier/records'
import type { Batch } from './batch.ts'
import type { Draft } from './draft.ts'
import { newId } from './new-id.ts'
import { changesOf, type LedgerChange } from './plan-changes.ts'
import { asSystem } from './session.ts'
import type { Done } from './write-drafts.ts'

/** Adds ids to a set of rows by entity. */
export function touch(touched: Map<string, Set<string>>, entity: string, ids: Iterable<string>): void {
  const set = touched.get(entity) ?? new Set()
  touched.set(entity, set)
  for (const id of ids) set.add(id)
}

/** What has to be brought up to date after these drafts. */
export function stepsFor(batch: Batch, drafts: readonly Draft[]): readonly RecomputeStep[] {
  const changed = new Map<string, Set<string> | 'all'>()
  const note = (entity: string, fields: readonly string[] | 'all'): void => {
    const known = changed.get(entity)
    if (known === 'all') return
    changed.set(entity, fields === 'all' ? fields : new Set([...(known ?? []), ...fields]))
  }
  for (const draft of drafts) {
    note(draft.entity.key, draft.action === 'update' ? keysOf(draft) : 'all')
    for (const key of draft.lines.keys()) note(`${draft.entity.key}.${key}`, 'all')
  }
  return planRecompute(
    asSystem(batch.context),
    [...changed].map(([entity, fields]) => ({ entity, fields: fields === 'all' ? fields : [...fields] })),
  )
}

function keysOf(draft: Draft): readonly string[] {
  const ids = new Set(changesOf(draft).map(({ field }) => field))
  return [...draft.entity.fields.values()].filter((field) => ids.has(field.id)).map(({ key }) => key)
}

/** What bringing up to date has changed: changes by record id, and the fields concerned by entity. */
export type Recomputed = {
  readonly changes: Map<string, { readonly entity: string; readonly version: number; readonly changes: LedgerChange[] }>
  readonly fields: Map<string, Set<string>>
}

type Row = { readonly id: string; readonly version: number; readonly from: Canonical; readonly to: Canonical }

/** Runs the steps in order, each after locking the rows it may change, so that it sees what others have committed meanwhile. */
export async function recompute(
  batch: Batch,
  steps: readonly RecomputeStep[],
  written: readonly Draft[],
  done: Done,
): Promise<Recomputed> {
  const result: Recomputed = { changes: new Map(), fields: new Map() }
  if (steps.length === 0) return result
  const changed = formerTargets(batch, written)
  for (const [entity, ids] of done.touched) touch(changed, entity, ids)
  const raised = new Set(done.versions.keys())
  for (const step of steps) {
    if (!step.from.some((entity) => (changed.get(entity)?.size ?? 0) > 0)) continue
    const ids = new Map([...changed].map(([entity, set]) => [entity, [...set]]))
    await batch.session.text(step.lock(ids))
    const rows = await batch.session.json<readonly Row[]>(step.compile(ids, [...raised]))
    const field = batch.model.entities.get(step.entity)?.fields.get(step.field)
    if (rows.length === 0 || field === undefined) continue
    const found = rows.map(({ id }) => id)
    touch(changed, step.entity, found)
    touch(done.touched, step.entity, found)
    touch(result.fields, step.entity, [step.field])
    for (const { id, version, from, to } of rows) {
      raised.add(id)
      done.versions.set(id, version)
      const known = result.changes.get(id)?.changes ?? []
      known.push({ field: field.id, from, to })
      result.changes.set(id, { entity: step.entity, version, changes: known })
    }
  }
  return result
}

// A reference that moved away, and lines that went, leave records behind that have to be brought up to date as well.
function formerTargets(batch: Batch, written: readonly Draft[]): Map<string, Set<string>> {
  const former = new Map<string, Set<string>>()
  for (const draft of written) {
    for (const field of draft.entity.fields.values()) {
      const old = draft.before?.[field.key]
      if (field.system || field.targets.length === 0 || old === draft.after[field.key]) continue
      for (const id of Array.isArray(old) ? old : [old])
        if (typeof id === 'string')
          for (const target of field.targets) if (batch.model.entities.has(target)) touch(former, target, [id])
    }
    for (const [key, { gone }] of draft.lines) {
      const lines = batch.model.entities.get(`${draft.entity.key}.${key}`)
      for (const row of gone)
        for (const field of lines?.fields.values() ?? []) {
          const id = row[field.key]
          if (typeof id === 'string') for (const target of field.targets) touch(former, target, [id])
        }
    }
  }
  return former
}

/** An entry of the ledger with what was computed from it. */
export function withComputed(
  event: LedgerEvent,
  computed: { readonly changes: readonly LedgerChange[] } | undefined,
): LedgerEvent {
  if (computed === undefined || !Array.isArray(event.changes)) return event
  return {
    ...event,
    changes: [...event.changes, ...computed.changes.map(({ field, from, to }) => ({ field, from, to }))],
  }
}

/** Entries for records that changed only because something was computed anew. Lines have none: their header tells. */
export function computedEvents(
  { context, model }: Batch,
  { changes }: Recomputed,
  own: ReadonlySet<string>,
): readonly LedgerEvent[] {
  const now = context.now.toISOString()
  return [...changes]
    .filter(([record, { entity }]) => !own.has(record) && model.entities.get(entity)?.origin.kind !== 'lines')
    .map(([record, { entity, version, changes: fields }]) => ({
      id: newId(),
      entity,
      record,
      version,
      kind: 'updated',
      at: now,
      recordedAt: now,
      by: context.reader.user ?? null,
      via: 'system',
      request: context.request,
      ...(context.cause === undefined ? {} : { cause: context.cause }),
      revision: context.generation.revision,
      changes: fields.map(({ field, from, to }) => ({ field, from, to })),
    }))
}
