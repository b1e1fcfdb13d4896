import type { RecordJson } from '@atelier/api'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../app/client.ts'

/** One record with all fields that the reader may see. A refusal with status 404 means: none, or invisible. */
export function useRecord(
  entity: string,
  id: string,
): { record: RecordJson | undefined; error: unknown; loading: boolean } {
  const { data, error, isPending } = useQuery({
    queryKey: ['record', entity, id],
    queryFn: () => unwrap(client.records.get(entity, id)),
  })
  return { record: data, error, loading: isPending }
}
