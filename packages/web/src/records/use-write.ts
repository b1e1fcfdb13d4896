import type { Problem, RecordJson, Refusal } from '@atelier/api'
import { type SaveStatus, showToast, useTexts } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { client } from '../app/client.ts'
import { writeValue } from '../fields/values.ts'
import { putRecord, refetchEntity } from './cache.ts'
import { recordTexts } from './record-texts.ts'

export type Writer = {
  readonly status: SaveStatus
  /** Changes one field where it is shown, at once; takes it back and says why when the server refuses. Gives the problems. */
  readonly save: (record: RecordJson, field: string, value: unknown) => Promise<readonly Problem[]>
  readonly create: (values: Readonly<Record<string, unknown>>) => Promise<RecordJson | Refusal>
  /** Puts records into the recycle bin; the toast offers to bring them back. */
  readonly remove: (ids: readonly string[]) => Promise<void>
}

/** Undoes the newest event of a record. */
export async function undoLast(entity: string, id: string): Promise<Refusal | null> {
  const history = await client.records.history(entity, id)
  if (!history.ok) return history
  const [newest] = history.value.events
  if (!newest) return null
  const undone = await client.records.undo(newest.id)
  return undone.ok ? null : undone
}

/** Runs `work` over `items`, at most four at a time, and gives the results in their order. */
export async function inFours<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let at = 0; at < items.length; at += 4) results.push(...(await Promise.all(items.slice(at, at + 4).map(work))))
  return results
}

/** Writes to records of one entity, with the state of the last one. */
export function useWrite(entity: string): Writer {
  const t = useTexts(recordTexts)
  const queries = useQueryClient()
  const [status, setStatus] = useState<SaveStatus>('idle')
  // Writes to one record go one after the other, each with the version that the one before has made.
  const queue = useRef(new Map<string, Promise<number>>())

  const save: Writer['save'] = useCallback(
    async (record, field, value) => {
      const before = record[field]
      putRecord(queries, entity, record.id, { [field]: value })
      setStatus('saving')
      const earlier = queue.current.get(record.id) ?? Promise.resolve(record.version)
      const sent = earlier.then((version) =>
        client.records.update(entity, record.id, { [field]: writeValue(value) }, Math.max(version, record.version)),
      )
      queue.current.set(
        record.id,
        sent.then((answer) => (answer.ok ? answer.value.version : record.version)),
      )
      const answer = await sent
      if (answer.ok) {
        putRecord(queries, entity, record.id, answer.value)
        setStatus('saved')
        for (const key of ['moves', 'history', 'timeline', 'summary']) {
          void queries.invalidateQueries({ queryKey: [key, entity] })
        }
        const [warning] = answer.value._warnings ?? []
        if (warning) showToast(warning.message, { tone: 'bad' })
        return []
      }
      putRecord(queries, entity, record.id, { [field]: before })
      setStatus(answer.code === 'version_conflict' ? 'conflict' : 'refused')
      if (answer.status === 409) refetchEntity(queries, entity)
      showToast(answer.problems.map((problem) => problem.message).join(' '), { tone: 'bad' })
      return answer.problems
    },
    [entity, queries],
  )

  const create: Writer['create'] = useCallback(
    async (values) => {
      setStatus('saving')
      const answer = await client.records.create(entity, values)
      setStatus(answer.ok ? 'saved' : 'refused')
      if (!answer.ok) return answer
      refetchEntity(queries, entity)
      const [warning] = answer.value._warnings ?? []
      if (warning) showToast(warning.message, { tone: 'bad' })
      return answer.value
    },
    [entity, queries],
  )

  const remove: Writer['remove'] = useCallback(
    async (ids) => {
      const answers = await inFours(ids, async (id) => ({ id, answer: await client.records.remove(entity, id) }))
      const gone = answers.filter(({ answer }) => answer.ok).map(({ id }) => id)
      const refused = answers.flatMap(({ answer }) => (answer.ok ? [] : [answer]))
      refetchEntity(queries, entity)
      if (gone.length > 0) {
        showToast(t('deleted', { count: gone.length }), {
          onUndo: () =>
            void inFours(gone, (id) => client.records.restore(entity, id)).then(() => refetchEntity(queries, entity)),
        })
      }
      const [first] = refused
      if (first)
        showToast(`${t('notDeleted', { count: refused.length })} ${first.problems[0]?.message ?? first.title}`, {
          tone: 'bad',
        })
    },
    [entity, queries, t],
  )
  return { status, save, create, remove }
}
