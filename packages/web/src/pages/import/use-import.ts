import type { Answer, ImportCheck } from '@atelier/api'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import type { Mapping, StoredImport } from './mapping.ts'

/** What a check answers: the contract's figures, with the words of each group's problem. */
export type Checked = Omit<ImportCheck, 'values' | 'problems'> & {
  readonly problems: readonly (ImportCheck['problems'][number] & { readonly value?: string })[]
  /** Rows that may be there already, and the first of them with why. */
  readonly duplicates: number
  readonly warnings: readonly { readonly row: number; readonly value: string; readonly message: string }[]
  readonly values: readonly (ImportCheck['values'][number] & { readonly message?: string })[]
}

/** An import by its id; asked again twice a second while it runs. */
export const useImport = (id: string | undefined) =>
  useQuery({
    queryKey: ['import', id],
    queryFn: () => unwrap(client.send<StoredImport>('GET', `/imports/${encodeURIComponent(id ?? '')}`)),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 500 : false),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** How many rows the dry run under way has looked at; asked twice a second while it runs. */
export function useChecked(id: string): number {
  const { data } = useQuery({
    queryKey: ['import', id, 'checked'],
    queryFn: () => unwrap(client.send<StoredImport>('GET', `/imports/${encodeURIComponent(id)}`)),
    refetchInterval: 500,
    gcTime: 0,
  })
  return data?.checked ?? 0
}

/** Keeps the mapping, then tries every row without writing. */
export async function checkImport(id: string, mapping: Mapping): Promise<Answer<Checked>> {
  const kept = await client.imports.map(id, { ...mapping })
  if (!kept.ok) return kept
  return client.send<Checked>('POST', `/imports/${encodeURIComponent(id)}/check`)
}

/** Rows a second and seconds left, from how far an import was at two moments (ms). */
export function pace(
  start: { readonly at: number; readonly done: number },
  now: { readonly at: number; readonly done: number },
  rows: number,
): { readonly perSecond: number; readonly secondsLeft: number } | undefined {
  const seconds = (now.at - start.at) / 1000
  const perSecond = seconds <= 0 ? 0 : (now.done - start.done) / seconds
  return perSecond <= 0 ? undefined : { perSecond, secondsLeft: Math.max(0, (rows - now.done) / perSecond) }
}
