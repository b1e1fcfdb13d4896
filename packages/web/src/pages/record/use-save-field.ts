import type { Problem, RecordJson } from '@atelier/api'
import { showToast } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { client } from '../../app/client.ts'
import { putRecord } from '../../records/cache.ts'

/** What became of a save; `conflict` brings the record as others have left it. */
export type FieldSave =
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'conflict'; readonly theirs: RecordJson }

export type SaveFields = (record: RecordJson, values: Readonly<Record<string, unknown>>) => Promise<FieldSave>

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * Saves fields of one record, one write after the other. Where somebody else has changed other fields meanwhile, the write is tried
 * again on their version; a change of the same field comes back as a conflict.
 */
export function useSaveFields(entity: string): SaveFields {
  const queries = useQueryClient()
  const last = useRef<Promise<number>>(Promise.resolve(0))
  return useCallback(
    (record, values) => {
      const send = async (version: number): Promise<FieldSave & { readonly version: number }> => {
        const answer = await client.records.update(entity, record.id, values, version)
        if (answer.ok) {
          putRecord(queries, entity, record.id, answer.value)
          for (const key of ['moves', 'history', 'timeline', 'summary', 'actions'])
            void queries.invalidateQueries({ queryKey: [key, entity] })
          for (const warning of answer.value._warnings ?? []) showToast(warning.message, { tone: 'bad' })
          return { kind: 'saved', version: answer.value.version }
        }
        if (answer.code !== 'version_conflict') return { kind: 'refused', problems: answer.problems, version }
        const fresh = await client.records.get(entity, record.id)
        if (!fresh.ok) return { kind: 'refused', problems: fresh.problems, version }
        putRecord(queries, entity, record.id, fresh.value)
        const isElsewhere = Object.keys(values).every((key) => same(fresh.value[key], record[key]))
        if (isElsewhere && fresh.value.version !== version) return send(fresh.value.version)
        return { kind: 'conflict', theirs: fresh.value, version: fresh.value.version }
      }
      const sent = last.current.then((version) => send(Math.max(version, record.version)))
      last.current = sent.then(
        ({ version }) => version,
        () => record.version,
      )
      return sent
    },
    [entity, queries],
  )
}
