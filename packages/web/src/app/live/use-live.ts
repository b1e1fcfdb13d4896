import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client } from '../client.ts'
import { probe } from '../connection/connection.ts'
import { type Changed, mergeChanges } from './merge-changes.ts'

/** Long enough for the answer to one's own write to come first, and for a burst to be one. */
const gather = 400

/** More changed records than are looked up one by one. */
const most = 100

/** What is read of records, by how its queries begin. */
const ofRecords = ['records', 'record', 'timeline', 'history', 'moves', 'actions', 'summary'].map((part) => [part])

const dataOf = (event: Event): Readonly<Record<string, unknown>> => {
  const data: unknown = event instanceof MessageEvent ? JSON.parse(String(event.data)) : null
  return typeof data === 'object' && data !== null ? Object.fromEntries(Object.entries(data)) : {}
}

const both = (one: Changed | undefined, ids: readonly string[]): Changed => {
  if (one === null || ids.length === 0) return null
  const all = new Set([...(one ?? []), ...ids])
  return all.size > most ? null : all
}

/** Gathers what is heard for a moment and merges it at once. */
function gatherer(queries: QueryClient) {
  const heard = new Map<string, Changed>()
  let timer: number | undefined
  return {
    add: (entity: string, ids: readonly string[]): void => {
      heard.set(entity, both(heard.get(entity), ids))
      timer ??= window.setTimeout(() => {
        timer = undefined
        for (const [each, changed] of heard) void mergeChanges(queries, each, changed)
        heard.clear()
      }, gather)
    },
    stop: () => window.clearTimeout(timer),
  }
}

/** Keeps what is shown current with what the server says has changed, by others or by itself. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const gathered = gatherer(queries)
    const source = new EventSource(client.eventsUrl)
    let greeted = false
    source.addEventListener('hello', () => {
      // Whatever was said while nobody listened is asked for: all of it after a break, records alone while the page was being drawn.
      for (const key of greeted ? [[]] : ofRecords) void queries.invalidateQueries({ queryKey: key })
      greeted = true
    })
    source.addEventListener('records', (event) => {
      const { entity, ids } = dataOf(event)
      if (typeof entity === 'string') gathered.add(entity, Array.isArray(ids) ? ids.map(String) : [])
    })
    source.addEventListener('definitions', () => void queries.invalidateQueries())
    source.addEventListener('inbox', () => {
      for (const key of ['inbox', 'notifications', 'approvals']) void queries.invalidateQueries({ queryKey: [key] })
    })
    source.addEventListener('error', () => void probe())
    return () => {
      gathered.stop()
      source.close()
    }
  }, [queries])
}
