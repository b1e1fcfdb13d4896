import type { Entity, Relation } from '@atelier/definitions'
import { compileGet, compileHistory, compileList } from '@atelier/records'
import { asReader } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { poolSession } from './answers.ts'

/** Something on a record's timeline. `at` is an instant. */
export type TimelineItem = {
  readonly kind: 'activity' | 'move' | 'approval'
  readonly at: string
  readonly [part: string]: unknown
}

type Listed = { readonly id: string; readonly [key: string]: unknown }

/**
 * What happened around a record that the reader sees, newest first: activities about it (and about records that its entity's `timeline` names),
 * its moves, its approvals. Undefined when the record is unknown or invisible.
 */
export async function readTimeline(
  context: Context,
  entity: Entity,
  id: string,
  limit: number,
): Promise<readonly TimelineItem[] | undefined> {
  const found = compileGet(asReader(context), { entity: entity.key, id, fields: ['id'] })
  if (!found.ok || (await poolSession(context).text(found.statement)) === 'null') return undefined
  const items = [
    ...(await activities(context, entity, id, limit)),
    ...(await moves(context, entity, id, limit)),
    ...(await approvals(context, entity, id, limit)),
  ]
  return items.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, limit)
}

async function list(
  context: Context,
  entity: string,
  filter: unknown,
  sort: readonly string[],
  limit: number,
): Promise<readonly Listed[]> {
  const compiled = compileList(asReader(context), { entity, filter, sort, limit: Math.min(limit, 500) })
  if (!compiled.ok) return []
  return (await poolSession(context).json<{ records: readonly Listed[] }>(compiled.statement)).records
}

async function activities(
  context: Context,
  entity: Entity,
  id: string,
  limit: number,
): Promise<readonly TimelineItem[]> {
  const { model } = context.generation
  const items = new Map<string, TimelineItem>()
  for (const holder of model.entities.values()) {
    const { activity } = holder.document
    const about = activity === undefined ? undefined : holder.relations.get(activity.about)
    if (activity === undefined || about === undefined) continue
    for (const filter of aboutFilters(context, entity, id, about))
      for (const record of await list(context, holder.key, filter, ['-createdAt'], limit)) {
        const at = record[activity.doneAt] ?? record[activity.due] ?? record['createdAt']
        items.set(record.id, {
          kind: 'activity',
          at: String(at),
          entity: holder.key,
          done: record[activity.done] === true,
          record,
        })
      }
  }
  return [...items.values()]
}

/** Conditions on an activity that put it on this record's timeline: it is about the record, or about one that `timeline.from` leads to. */
function aboutFilters(context: Context, entity: Entity, id: string, about: Relation): readonly unknown[] {
  const filters: unknown[] = []
  const path = (target: string): string => (about.to.length > 1 ? `${about.key}@${target}` : about.key)
  const isAbout = (target: string, rule: unknown): unknown => ({ some: [{ var: path(target) }, rule] })
  if (about.to.includes(entity.key)) filters.push(isAbout(entity.key, { '==': [{ var: 'id' }, id] }))
  for (const from of entity.document.timeline?.from ?? []) {
    const relation = entity.relations.get(from)
    const back = relation?.through.kind === 'reverse' ? relation.through.field.key : undefined
    for (const target of relation?.to ?? []) {
      if (!about.to.includes(target) || back === undefined || !context.generation.model.entities.has(target)) continue
      filters.push(isAbout(target, { '==': [{ var: back }, id] }))
    }
  }
  return filters
}

async function moves(context: Context, entity: Entity, id: string, limit: number): Promise<readonly TimelineItem[]> {
  const stage = entity.stage?.key
  if (stage === undefined) return []
  const compiled = compileHistory(asReader(context), { entity: entity.key, id, limit: 500 })
  if (!compiled.ok) return []
  const page = await poolSession(context).json<{
    events: readonly {
      id: string
      at: string
      by: unknown
      via: string
      changes: readonly { field: string; from: unknown; to: unknown }[]
    }[]
  } | null>(compiled.statement)
  return (page?.events ?? [])
    .flatMap(({ id: event, at, by, via, changes }) => {
      const change = changes.find(({ field }) => field === stage)
      return change === undefined
        ? []
        : [{ kind: 'move' as const, at, event, by, via, from: stageKey(change.from), to: stageKey(change.to) }]
    })
    .slice(0, limit)
}

const stageKey = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'key' in value ? value.key : value

async function approvals(
  context: Context,
  entity: Entity,
  id: string,
  limit: number,
): Promise<readonly TimelineItem[]> {
  const key = `${entity.key}.approvals`
  if (!context.generation.model.entities.has(key)) return []
  const records = await list(context, key, { '==': [{ var: 'parent' }, id] }, ['-startedAt'], limit)
  return records.map((record) => ({ kind: 'approval', at: String(record['decidedAt'] ?? record['startedAt']), record }))
}
