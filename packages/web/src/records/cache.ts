import type { RecordJson, RecordPage } from '@atelier/api'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'

/** Puts a record's new values wherever lists and pages show it. Lists keep the fields that they asked for. */
export function putRecord(
  queries: QueryClient,
  entity: string,
  id: string,
  change: Readonly<Record<string, unknown>>,
): void {
  const merge = (record: RecordJson): RecordJson => (record.id === id ? { ...record, ...change } : record)
  queries.setQueriesData<InfiniteData<RecordPage>>(
    { queryKey: ['records', entity] },
    (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, records: page.records.map(merge) })) },
  )
  queries.setQueryData<RecordJson>(['record', entity, id], (record) => record && merge(record))
}

/** Has everything that shows records of an entity asked for again. */
export function refetchEntity(queries: QueryClient, entity: string): void {
  for (const key of ['records', 'record', 'moves', 'history', 'summary']) {
    void queries.invalidateQueries({ queryKey: [key, entity] })
  }
  // What is written about a record is a record of another entity.
  void queries.invalidateQueries({ queryKey: ['timeline'] })
}
