import type { Refusal, StageMove } from '@atelier/api'
import { showToast, useLabel, useTexts } from '@atelier/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { client, unwrap } from '../app/client.ts'
import type { EntityView } from '../workspace/model.ts'
import { putRecord, refetchEntity } from './cache.ts'
import { recordTexts } from './record-texts.ts'
import { undoLast } from './use-write.ts'

/** Every stage with whether this record may go there, and what is missing. Empty until it is known. */
export function useMoves(entity: string, id: string | null): readonly StageMove[] {
  const { data } = useQuery({
    queryKey: ['moves', entity, id],
    enabled: id !== null,
    queryFn: () => unwrap(client.records.moves(entity, id ?? '')),
    staleTime: 5_000,
  })
  return data ?? []
}

/** How a stage looks to someone about to move there: free, with some things to fill, or closed with the reason. */
export function moveState(move: StageMove | undefined): {
  state: 'free' | 'fill' | 'closed'
  missing: number
  why?: string
} {
  if (!move || move.allowed) return { state: 'free', missing: 0 }
  const closed = move.refusals.find((problem) => problem.code === 'move_not_allowed' || problem.code === 'not_allowed')
  if (closed) return { state: 'closed', missing: 0, why: closed.message }
  return { state: 'fill', missing: move.refusals.length }
}

export type MoveInput = { readonly values?: Readonly<Record<string, unknown>>; readonly reason?: string }

/** Moves a record of the entity to a stage. Null when done (a toast offers the way back), else the refusal with every reason. */
export function useMove(entity: EntityView): (id: string, to: string, input?: MoveInput) => Promise<Refusal | null> {
  const t = useTexts(recordTexts)
  const label = useLabel()
  const queries = useQueryClient()
  return useCallback(
    async (id, to, input = {}) => {
      const answer = await client.records.move(entity.key, id, { to, ...input })
      if (!answer.ok) return answer
      putRecord(queries, entity.key, id, answer.value)
      refetchEntity(queries, entity.key)
      const stage = entity.stage?.stages?.find((each) => each.key === to)
      showToast(t('movedTo', { stage: label(stage?.label, to) }), {
        onUndo: () =>
          void undoLast(entity.key, id).then((refusal) => {
            if (refusal) showToast(refusal.problems[0]?.message ?? refusal.title, { tone: 'bad' })
            refetchEntity(queries, entity.key)
          }),
      })
      return null
    },
    [entity, queries, t, label],
  )
}
