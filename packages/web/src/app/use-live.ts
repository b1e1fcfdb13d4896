import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { refetchEntity } from '../records/cache.ts'
import { client } from './client.ts'

const fieldOf = (event: Event, field: string): unknown => {
  if (!(event instanceof MessageEvent)) return undefined
  const data: unknown = JSON.parse(String(event.data))
  return typeof data === 'object' && data !== null && field in data
    ? Object.entries(data).find(([key]) => key === field)?.[1]
    : undefined
}

/** Keeps what is shown current: asks again for whatever the server says has changed, by others or by itself. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource(client.eventsUrl)
    source.addEventListener('records', (event) => {
      const entity = fieldOf(event, 'entity')
      if (typeof entity === 'string') refetchEntity(queries, entity)
    })
    source.addEventListener('definitions', () => void queries.invalidateQueries())
    source.addEventListener('inbox', () => {
      for (const key of ['inbox', 'notifications', 'approvals']) void queries.invalidateQueries({ queryKey: [key] })
    })
    return () => source.close()
  }, [queries])
}
