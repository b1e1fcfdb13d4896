import { useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { entityTexts } from './entity-texts.ts'

/** How many records an entity in service has, in words; empty until it is known, or when one may not see them. */
export function useRecordCount(entity: string | undefined): string {
  const t = useTexts(entityTexts)
  const { data } = useQuery({
    queryKey: ['builder', 'count', entity],
    enabled: entity !== undefined,
    queryFn: () => unwrap(client.records.list(entity ?? '', { limit: 1, fields: 'id', count: 'capped' })),
  })
  const count = data?.count
  if (!count) return ''
  return t(count.exact ? 'records' : 'recordsMany', { count: count.value })
}
