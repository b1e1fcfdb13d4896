import type { Entity, Relation } from '@atelier/definitions'
import { compileGet, compileHistory, compileList } from '@atelier/records'
import { asReader } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { poolSession } from './answers.ts'
import { mergeStreams, type Stream } from './merge-streams.ts'

/** Something on a record's timeline. `at` is an instant. */
export type TimelineItem = {
  readonly kind: 'activity' | 'move' | 'approval'
  readonly at: string
  readonly [part: string]: unknown
}

/** What a reader wants of a timeline: `kind` as people speak of it, `type` the kind of activity. */
export type TimelineQuery = {
  readonly limit: number
  readonly after?: string | undefined
  readonly kind?: string | undefined
  readonly type?: string | undefined
}

/** What a timeline can be narrowed to: what was done, what is to be done, moves, approvals. */
export const timelineKinds = ['activities', 'tasks', 'moves', 'approvals'] as const

type Listed = { readonly id: string; readonly [key: string]: unknown }
type Placed = { readonly id: string; readonly item: TimelineItem }

/**
 * What happened around a record that the reader sees, newest first: activities about it (and about records that its entity's `timeline` names),
 * its moves, its approvals. Undefined when the record is unknown or invisible; null when the cursor is none of this timeline.
 */
export async function readTimeline(
  context: Context,
  entity: Entity,
  id: string,
  query: TimelineQuery,
): Promise<{ readonly items: readonly TimelineItem[]; readonly next: string | null } | null | undefined> {
  const found = compileGet(asReader(context), { entity: entity.key, id, fields: ['id'] })
  if (!found.ok || (await poolSession(context).text(found.statement)) === 'null') return undefined
  const wants = (kind: string): boolean => query.kind === undefined || query.kind === kind
  const streams = [
    ...(wants('activities') || wants('tasks') ? activities(context, entity, id, query) : []),
    ...(wants('moves') && query.type === undefined ? moves(context, entity, id) : []),
    ...(wants('approvals') && query.type === undefined ? approvals(context, entity, id, query.limit) : []),
  ]
  const page = await mergeStreams(streams, query.limit, query.after, isBefore)
  return page === undefined ? null : { items: page.items.map(({ item }) => item), next: page.next }
}

/** Newest first; what happened at the same moment in one order always. */
const isBefore = (one: Placed, other: Placed): boolean =>
  one.item.at > other.item.at || (one.item.at === other.item.at && one.id > other.id)

type ListPage = { readonly records: readonly Listed[]; readonly next: string | null }
type ListAsked = { readonly entity: string; readonly filter: unknown; readonly sort: string; readonly limit: number }

/** A page of records; undefined when the reader may not ask so. */
async function list(context: Context, asked: ListAsked, after: string | undefined): Promise<ListPage | undefined> {
  const compiled = compileList(asReader(context), {
    ...asked,
    sort: [asked.sort],
    limit: Math.min(asked.limit, 500),
    ...(after === undefined ? {} : { after }),
  })
  return compiled.ok ? poolSession(context).json<ListPage>(compiled.statement) : undefined
}

function activities(context: Context, entity: Entity, id: string, query: TimelineQuery): readonly Stream<Placed>[] {
  const { model } = context.generation
  return [...model.entities.values()].flatMap((holder) => {
    const { activity } = holder.document
    const about = activity === undefined ? undefined : holder.relations.get(activity.about)
    if (activity === undefined || about === undefined) return []
    const isDone = { '==': [{ var: activity.done }, true] }
    const wanted = [
      ...(query.kind === 'activities' ? [isDone] : query.kind === 'tasks' ? [{ '!': [isDone] }] : []),
      ...(query.type === undefined ? [] : [{ '==': [{ var: activity.type }, query.type] }]),
    ]
    const has = (field: string) => ({ notEmpty: [{ var: field }] })
    const lacks = (field: string) => ({ empty: [{ var: field }] })
    // When it was done, else when it is due, else when it was noted: each in an order that an index or a sort of few rows gives.
    const moments = [
      { field: activity.doneAt, when: [has(activity.doneAt)] },
      { field: activity.due, when: [lacks(activity.doneAt), has(activity.due)] },
      { field: 'createdAt', when: [lacks(activity.doneAt), lacks(activity.due)] },
    ]
    const ask = (filter: unknown, field: string): ListAsked => ({
      entity: holder.key,
      filter,
      sort: `-${field}`,
      limit: query.limit,
    })
    const mayAsk = (filter: unknown, field: string): boolean =>
      compileList(asReader(context), { ...ask(filter, field), sort: [`-${field}`] }).ok
    const itemOf = (record: Listed): Placed => ({
      id: record.id,
      item: {
        kind: 'activity',
        at: String(record[activity.doneAt] ?? record[activity.due] ?? record['createdAt']),
        entity: holder.key,
        done: record[activity.done] === true,
        record,
      },
    })
    return aboutFilters(context, entity, id, about).flatMap((filter, index) => {
      const asked = moments.map(({ field, when }) => ({ field, filter: { and: [filter, ...wanted, ...when] } }))
      // Who may not read when something was done or is due has it by the moment of its making.
      const readable = asked.every((each) => mayAsk(each.filter, each.field))
        ? asked
        : [{ field: 'createdAt', filter: { and: [filter, ...wanted] } }]
      return readable
        .filter((each) => mayAsk(each.filter, each.field))
        .map(
          ({ field, filter: narrowed }): Stream<Placed> => ({
            key: `${holder.id} ${index} ${field}`,
            page: async (after) => {
              const page = await list(context, ask(narrowed, field), after)
              return page && { items: page.records.map(itemOf), next: page.next }
            },
          }),
        )
    })
  })
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

type HistoryPage = {
  readonly events: readonly {
    id: string
    at: string
    by: unknown
    via: string
    changes: readonly { field: string; from: unknown; to: unknown }[]
  }[]
  readonly next: string | null
}

function moves(context: Context, entity: Entity, id: string): readonly Stream<Placed>[] {
  const stage = entity.stage?.key
  if (stage === undefined) return []
  return [
    {
      key: 'moves',
      page: async (after) => {
        const compiled = compileHistory(asReader(context), {
          entity: entity.key,
          id,
          limit: 200,
          ...(after === undefined ? {} : { after }),
        })
        if (!compiled.ok) return undefined
        const page = await poolSession(context).json<HistoryPage | null>(compiled.statement)
        const items = (page?.events ?? []).flatMap(({ id: event, at, by, via, changes }): readonly Placed[] => {
          const change = changes.find(({ field }) => field === stage)
          const item = change && { at, event, by, via, from: stageKey(change.from), to: stageKey(change.to) }
          return item === undefined ? [] : [{ id: event, item: { kind: 'move', ...item } }]
        })
        return { items, next: page?.next ?? null }
      },
    },
  ]
}

const stageKey = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'key' in value ? value.key : value

function approvals(context: Context, entity: Entity, id: string, limit: number): readonly Stream<Placed>[] {
  const key = `${entity.key}.approvals`
  if (!context.generation.model.entities.has(key)) return []
  const asked = { entity: key, filter: { '==': [{ var: 'parent' }, id] }, sort: '-startedAt', limit }
  if (!compileList(asReader(context), { ...asked, sort: ['-startedAt'] }).ok) return []
  return [
    {
      key: 'approvals',
      page: async (after) => {
        const page = await list(context, asked, after)
        const items = page?.records.map((record): Placed => {
          const at = String(record['decidedAt'] ?? record['startedAt'])
          return { id: record.id, item: { kind: 'approval', at, record } }
        })
        return page && items && { items, next: page.next }
      },
    },
  ]
}
