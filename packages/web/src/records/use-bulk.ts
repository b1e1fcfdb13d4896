import type { RecordJson, Refusal } from '@atelier/api'
import { showToast, useTexts } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { client } from '../app/client.ts'
import { writeValue } from '../fields/values.ts'
import { refetchEntity } from './cache.ts'
import { recordTexts } from './record-texts.ts'

export type BulkChange = { readonly id: string; readonly values: Readonly<Record<string, unknown>> }

/** The most that one call takes, and so the most that is changed at once. */
export const mostAtOnce = 5_000

const bodyOf = (changes: readonly BulkChange[], dryRun: boolean) => ({
  match: ['id'],
  onMatch: 'update' as const,
  dryRun,
  records: changes.slice(0, mostAtOnce).map(({ id, values }) => ({
    id,
    ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, writeValue(value)])),
  })),
})

export type RefusedChange = { readonly id: string; readonly why: string }
/** What would become of some changes. */
export type BulkForecast = { readonly changed: number; readonly refused: readonly RefusedChange[] }

/** Asks the server what would become of some changes, every record for itself; nothing is changed. */
export async function forecastBulk(entity: string, changes: readonly BulkChange[]): Promise<BulkForecast | Refusal> {
  const answer = await client.records.bulk(entity, bodyOf(changes, true))
  if (!answer.ok) return answer
  const { results } = answer.value
  return {
    changed: results.filter((row) => row.status === 'updated').length,
    refused: results.flatMap((row, at) =>
      row.status === 'refused'
        ? [{ id: changes[at]?.id ?? '', why: (row.problems ?? []).map(({ message }) => message).join(' ') }]
        : [],
    ),
  }
}

/**
 * Changes many records in one call (a stage among the values is a move, with its gates). Every record for itself: how many were
 * changed and what was refused is said, with one way back for all of them. Gives the ids that were refused.
 */
export function useBulk(entity: string): (changes: readonly BulkChange[]) => Promise<ReadonlySet<string>> {
  const t = useTexts(recordTexts)
  const queries = useQueryClient()
  return useCallback(
    async (changes) => {
      const answer = await client.records.bulk(entity, bodyOf(changes, false))
      if (!answer.ok) {
        showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
        return new Set(changes.map(({ id }) => id))
      }
      refetchEntity(queries, entity)
      const { results, request } = answer.value
      const refused = results.flatMap((row, at) =>
        row.status === 'refused' ? [{ row, id: changes[at]?.id ?? '' }] : [],
      )
      const changed = results.filter((row) => row.status === 'updated').length
      const undo = async () => {
        const undone = await client.records.undo(request)
        if (!undone.ok) showToast(undone.problems[0]?.message ?? undone.title, { tone: 'bad' })
        refetchEntity(queries, entity)
      }
      if (changed > 0) showToast(t('bulkDone', { count: changed }), { onUndo: () => void undo() })
      else if (refused.length === 0) showToast(t('bulkSame'))
      const [first] = refused
      if (first) {
        const why = first.row.problems?.[0]?.message ?? ''
        showToast(t('bulkRefused', { count: refused.length, why }), { tone: 'bad' })
      }
      return new Set(refused.map(({ id }) => id))
    },
    [entity, queries, t],
  )
}

/** The same values for all of some records. */
export const sameFor = (
  records: readonly RecordJson[],
  values: Readonly<Record<string, unknown>>,
): readonly BulkChange[] => records.map(({ id }) => ({ id, values }))
