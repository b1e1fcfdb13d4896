import type { RecordJson, RecordPage } from '@atelier/api'
import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query'
import { bothRules } from '../../filter/condition.ts'
import { client } from '../client.ts'
import { addUnseen } from './unseen.ts'

/** Ids of records that have changed; null when they are too many to be named. */
export type Changed = ReadonlySet<string> | null

type ListShape = { readonly filter?: unknown; readonly q?: string; readonly fields?: string }
type Pages = InfiniteData<RecordPage>

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The question of a plain list, whose rows must not move under the reader; lanes of boards and short lists are simply asked again. */
function plainList(query: Query): ListShape | undefined {
  const [, , shape, part] = query.queryKey
  if (!isJson(shape) || 'lane' in shape || !('sort' in shape)) return undefined
  if (typeof shape.limit !== 'number' && part !== 'window') return undefined
  const { filter, q, fields } = shape
  return {
    filter,
    ...(typeof q === 'string' ? { q } : {}),
    ...(typeof fields === 'string' ? { fields } : {}),
  }
}

const isPages = (value: unknown): value is Pages => isJson(value) && Array.isArray(value.pages)

/** Whether these pages are the whole list, from its first row to its last. */
function isWhole({ pages, pageParams }: Pages): boolean {
  const [first] = pageParams
  const begins = isJson(first) ? first.at === 0 : first === undefined || first === null || first === ''
  return begins && pages.at(-1)?.next === null
}

/** Puts new values into the rows that are there; says which records came to the list and which have left it. */
export function mergePages(
  data: Pages,
  found: ReadonlyMap<string, RecordJson>,
  changed: ReadonlySet<string>,
): { readonly data: Pages; readonly news: ReadonlySet<string>; readonly gone: ReadonlySet<string> } {
  const whole = isWhole(data)
  const shown = new Set(data.pages.flatMap((page) => page.records.map(({ id }) => id)))
  const merge = (record: RecordJson): RecordJson => {
    const fresh = found.get(record.id)
    return fresh && fresh.version >= record.version ? { ...record, ...fresh } : record
  }
  return {
    data: { ...data, pages: data.pages.map((page) => ({ ...page, records: page.records.map(merge) })) },
    // Of a list that is held in part, what is not among its rows may have been there all the time, unless it was just made.
    news: new Set(
      [...found.values()].filter(({ id, version }) => !shown.has(id) && (whole || version === 1)).map(({ id }) => id),
    ),
    gone: new Set([...changed].filter((id) => shown.has(id) && !found.has(id))),
  }
}

async function mergeList(queries: QueryClient, entity: string, query: Query, list: ListShape, changed: Changed) {
  const heard = Date.now()
  if (changed === null) return addUnseen(query.queryHash, { news: new Set(), gone: new Set(), many: true })
  const answer = await client.records.list(entity, {
    filter: bothRules(list.filter, { in: [{ var: 'id' }, [...changed]] }),
    limit: changed.size,
    ...(list.q === undefined ? {} : { q: list.q }),
    ...(list.fields === undefined ? {} : { fields: list.fields }),
  })
  // Asked again meanwhile: it knows already.
  if (!answer.ok || query.state.dataUpdatedAt > heard || !isPages(query.state.data)) return
  const found = new Map(answer.value.records.map((record) => [record.id, record]))
  const { data, news, gone } = mergePages(query.state.data, found, changed)
  queries.setQueryData(query.queryKey, data)
  addUnseen(query.queryHash, { news, gone, many: false })
}

/** Brings what is shown of an entity up to date: values change in place; where rows would come, go or move, the list says so and waits. */
export async function mergeChanges(queries: QueryClient, entity: string, changed: Changed): Promise<void> {
  const cache = queries.getQueryCache()
  const merging: Promise<void>[] = []
  for (const query of cache.findAll({ queryKey: ['records', entity] })) {
    const list = plainList(query)
    if (query.isActive() && list && isPages(query.state.data) && query.state.fetchStatus === 'idle')
      merging.push(mergeList(queries, entity, query, list, changed))
    else void queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
  }
  for (const key of ['record', 'moves', 'history', 'timeline', 'actions']) {
    if (changed === null) void queries.invalidateQueries({ queryKey: [key, entity] })
    else for (const id of changed) void queries.invalidateQueries({ queryKey: [key, entity, id] })
  }
  void queries.invalidateQueries({ queryKey: ['summary', entity] })
  await Promise.all(merging)
}
