import type { Entity, Field } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import type { Changes, EntityChanges, LedgerEvent, RowInsert, RowUpdate, StageInterval } from '@atelier/records'
import type { Context } from '../workspace/workspace.ts'
import type { Batch } from './batch.ts'
import { type Draft, isEmpty, type LineDraft, type Row, same } from './draft.ts'
import { newId } from './new-id.ts'
import { relationOf } from './relation-of.ts'
import { searchColumnsOf, searchedFields } from './search-columns.ts'
import { toldStages } from './told-stages.ts'

/** One field's change as the ledger keeps it: by field id, so that a rename leaves history readable. */
export type LedgerChange = { readonly field: string; readonly from: Canonical; readonly to: Canonical }

type Group = {
  insert: RowInsert[]
  update: RowUpdate[]
  remove: string[]
  links: NonNullable<EntityChanges['links']>[number][]
}

/** What the drafts change in the database, as one plan: rows, lines, links, stage intervals and the ledger. Unchanged drafts add nothing. */
export function planChanges(
  batch: Batch,
  drafts: readonly Draft[],
): { readonly changes: Changes; readonly written: readonly Draft[] } {
  const groups = new Map<string, Group>()
  const events: LedgerEvent[] = []
  const leave: NonNullable<Changes['leave']>[number][] = []
  const enter: StageInterval[] = []
  const written: Draft[] = []
  for (const draft of drafts) {
    const changes = changesOf(draft)
    if (draft.action === 'update' && changes.length === 0) continue
    written.push(draft)
    addRow(batch.context, groupOf(groups, draft.entity.key), draft)
    addLinks(groupOf(groups, draft.entity.key), draft)
    for (const [key, { keep, gone }] of draft.lines) {
      const group = groupOf(groups, `${draft.entity.key}.${key}`)
      const entity = batch.model.entities.get(`${draft.entity.key}.${key}`)
      if (entity === undefined) continue
      for (const [position, line] of keep.entries()) addLine(batch.context, group, entity, draft, line, position + 1)
      group.remove.push(...gone.map((row) => String(row['id'])))
    }
    events.push(eventOf(batch.context, draft, changes))
    addStage(batch, draft, leave, enter)
  }
  const records = [...groups]
    .map(([entity, group]) => ({ entity, ...group }))
    .filter((group) => group.insert.length + group.update.length + group.remove.length + group.links.length > 0)
  return { changes: { records, events, leave, enter }, written }
}

function groupOf(groups: Map<string, Group>, entity: string): Group {
  let group = groups.get(entity)
  if (group === undefined) {
    group = { insert: [], update: [], remove: [], links: [] }
    groups.set(entity, group)
  }
  return group
}

/** What a draft changes, by field id, in order of the entity's fields. Values that are computed elsewhere are not its doing. */
export function changesOf(draft: Draft): readonly LedgerChange[] {
  const changes: LedgerChange[] = []
  for (const field of toldFields(draft.entity)) {
    const from = draft.before?.[field.key] ?? null
    const to = draft.after[field.key] ?? null
    if (isEmpty(from) && isEmpty(to)) continue
    if (relationOf(field) === 'lines' && !draft.lines.has(field.key)) continue
    if (!same(from, to))
      changes.push({ field: field.id, from: isEmpty(from) ? null : from, to: isEmpty(to) ? null : to })
  }
  return changes
}

const told = new WeakMap<Entity, readonly Field[]>()

/** Fields whose changes the ledger tells, in order. */
function toldFields(entity: Entity): readonly Field[] {
  let fields = told.get(entity)
  if (fields === undefined) {
    fields = [...entity.fields.values()].filter(({ system, type }) => !system && type.storage !== 'none')
    told.set(entity, fields)
  }
  return fields
}

const kinds = { create: 'created', update: 'updated', delete: 'deleted', restore: 'restored' } as const

function eventOf(context: Context, draft: Draft, changes: readonly LedgerChange[]): LedgerEvent {
  const now = context.now.toISOString()
  return {
    id: newId(),
    entity: draft.entity.key,
    record: draft.id,
    version: versionAfter(draft),
    kind: kinds[draft.action],
    at: happenedAt(draft, now),
    recordedAt: now,
    by: context.reader.user ?? null,
    via: context.via,
    request: context.request,
    ...(context.cause === undefined ? {} : { cause: context.cause }),
    revision: context.generation.revision,
    changes,
  }
}

export const versionAfter = (draft: Draft): number =>
  draft.before === undefined ? 1 : Number(draft.before['version']) + 1

const historyOf = (draft: Draft) => ('history' in draft.command ? draft.command.history : undefined)

function happenedAt(draft: Draft, now: string): string {
  const history = historyOf(draft)
  return history?.createdAt ?? (draft.stage === undefined ? now : (history?.enteredAt?.[draft.stage.to] ?? now))
}

function addRow(context: Context, group: Group, draft: Draft): void {
  const now = context.now.toISOString()
  const by = context.reader.user ?? null
  const history = historyOf(draft)
  if (draft.action === 'create') {
    const values: Record<string, Canonical> = {}
    for (const field of toldFields(draft.entity))
      if (isStored(field) && !isEmpty(draft.after[field.key])) values[field.key] = draft.after[field.key] ?? null
    const createdBy = history?.createdBy ?? by
    group.insert.push({
      id: draft.id,
      createdAt: history?.createdAt ?? now,
      createdBy,
      updatedAt: history?.createdAt ?? now,
      updatedBy: createdBy,
      values,
      search: searchColumnsOf(draft.entity, draft.after),
    })
    return
  }
  const values: Record<string, Canonical> = {}
  for (const field of draft.entity.fields.values())
    if (isStored(field) && !same(draft.before?.[field.key], draft.after[field.key]))
      values[field.key] = draft.after[field.key] ?? null
  const isFoundElse = searchedFields(draft.entity).some(({ key }) => key in values)
  group.update.push({
    id: draft.id,
    version: Number(draft.before?.['version']),
    updatedAt: now,
    updatedBy: by,
    values,
    ...(draft.action === 'delete' ? { deletedAt: now } : draft.action === 'restore' ? { deletedAt: null } : {}),
    ...(isFoundElse ? { search: searchColumnsOf(draft.entity, draft.after) } : {}),
  })
}

const isStored = (field: Field): boolean => !field.system && field.type.storage === 'columns'

function addLinks(group: Group, draft: Draft): void {
  for (const field of toldFields(draft.entity)) {
    if (relationOf(field) !== 'many') continue
    const ids = draft.after[field.key]
    if (!Array.isArray(ids) || same(ids, draft.before?.[field.key])) continue
    group.links.push({
      field: field.key,
      id: draft.id,
      to: ids
        .filter((id): id is string => typeof id === 'string')
        .map((id) => ({ entity: draft.linkTargets.get(id) ?? field.targets[0] ?? '', id })),
    })
  }
}

function addLine(
  context: Context,
  group: Group,
  entity: Entity,
  draft: Draft,
  line: LineDraft,
  position: number,
): void {
  const now = context.now.toISOString()
  const by = context.reader.user ?? null
  const values: Record<string, Canonical> = {}
  for (const field of entity.fields.values())
    if (isStored(field) && !same(line.before?.[field.key], line.after[field.key]))
      values[field.key] = line.after[field.key] ?? null
  line.after['position'] = position
  if (line.before === undefined)
    group.insert.push({ id: line.id, createdAt: now, createdBy: by, values, parent: draft.id, position })
  else if (Object.keys(values).length > 0 || Number(line.before['position']) !== position)
    group.update.push({ id: line.id, values, position })
}

function addStage(
  batch: Batch,
  draft: Draft,
  leave: NonNullable<Changes['leave']>[number][],
  enter: StageInterval[],
): void {
  const { stage, entity, id } = draft
  if (stage === undefined) return
  const now = batch.context.now.toISOString()
  const by = batch.context.reader.user ?? null
  const told = historyOf(draft)?.enteredAt ?? {}
  const at = told[stage.to] ?? now
  const base = { entity: entity.key, record: id, pipeline: stage.pipeline, by }
  if (stage.from !== null) leave.push({ entity: entity.key, record: id, leftAt: at })
  // The past as an import tells it: stages with a date, in order of dates; those without have no interval.
  const pipeline = batch.model.pipelines.get(stage.pipeline)
  const past =
    stage.from === null && pipeline !== undefined
      ? toldStages(pipeline, stage.to, told).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.place - b.place))
      : []
  for (const [position, { key, at: enteredAt }] of past.entries()) {
    const next = past[position + 1]?.at ?? at
    const isBackwards = next < enteredAt
    enter.push({ ...base, stage: key, enteredAt, leftAt: isBackwards ? enteredAt : next })
  }
  enter.push({
    ...base,
    stage: stage.to,
    enteredAt: at,
    ...(stage.reason === undefined ? {} : { reason: stage.reason }),
  })
}

/** The last known values of a row, as the answer to "what is it now?" for steps that follow in the same transaction. */
export const rowAfter = (draft: Draft): Row => ({ ...draft.after, id: draft.id, version: versionAfter(draft) })
