import type { Problem, RecordJson } from '@atelier/api'
import { type BoardPlace, drawnCard, type LaneAnswer, showToast, useLabel, useTexts } from '@atelier/ui'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { client, unwrap } from '../../../app/client.ts'
import { usePendingMove } from '../../../moves/use-pending-move.ts'
import { putRecord, refetchEntity } from '../../../records/cache.ts'
import { recordTexts } from '../../../records/record-texts.ts'
import { moveState } from '../../../records/use-move.ts'
import { undoLast } from '../../../records/use-write.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { type BoardShape, keyOfValue, valueOfKey } from './board-shape.ts'

/** Cards that are shown in a place already while the server is asked. */
export type Placing = { readonly ids: ReadonlySet<string>; readonly to: BoardPlace }
export type Refused = { readonly record: RecordJson; readonly to: string; readonly problems: readonly Problem[] }

/** Of more cards than this only the first are asked beforehand where they may go. */
const asked = 8

const anchorOf = (id: string) => drawnCard(id) ?? document.getElementById('content') ?? document.body

/** What the lanes answer to the cards that are about to move: closed where none of them may go. */
function useAnswers(
  entity: EntityView,
  ids: readonly string[],
  enabled: boolean,
): Readonly<Record<string, LaneAnswer>> {
  const t = useTexts(recordTexts)
  const results = useQueries({
    queries: (enabled ? ids.slice(0, asked) : []).map((id) => ({
      queryKey: ['moves', entity.key, id],
      queryFn: () => unwrap(client.records.moves(entity.key, id)),
      staleTime: 5_000,
    })),
  })
  const known = results.map((result) => result.data ?? [])
  if (known.length === 0 || known.some((moves) => moves.length === 0)) return {}
  const stages = new Set(known.flatMap((moves) => moves.map((move) => move.stage)))
  return Object.fromEntries(
    [...stages].map((stage) => {
      const states = known.map((moves) => moveState(moves.find((move) => move.stage === stage)))
      const closed = states.every(({ state }) => state === 'closed')
      const missing = ids.length === 1 ? (states[0]?.missing ?? 0) : 0
      return [
        stage,
        {
          accepts: !closed,
          reason: closed ? states[0]?.why : undefined,
          note: missing > 0 ? t('toDo', { count: missing }) : undefined,
        },
      ]
    }),
  )
}

/** Moving cards: one with what is missing filled in at the card, many in one call with each refusal kept. */
export function useBoardMoves(entity: EntityView, shape: BoardShape | undefined) {
  const t = useTexts(recordTexts)
  const label = useLabel()
  const queries = useQueryClient()
  const { pending, tryMove, clear } = usePendingMove(entity)
  const [considered, setConsidered] = useState<readonly string[]>([])
  const [placing, setPlacing] = useState<Placing | null>(null)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const isStage = shape?.by !== undefined && shape.by === entity.stage
  const answers = useAnswers(entity, considered, isStage)

  /** What a write sends so that a record lies in the place; without the stage, which is moved to. */
  const valuesFor = useCallback(
    (record: RecordJson, to: BoardPlace): Record<string, unknown> => {
      if (!shape) return {}
      const { by, rows } = shape
      const turned = rows !== undefined && to.row !== undefined && keyOfValue(record[rows.key]) !== to.row
      const changed = !isStage && keyOfValue(record[by.key]) !== to.lane
      return {
        ...(turned ? { [rows.key]: valueOfKey(rows, to.row ?? '') } : {}),
        ...(changed ? { [by.key]: valueOfKey(by, to.lane) } : {}),
      }
    },
    [shape, isStage],
  )

  const change = useCallback(
    async (record: RecordJson, values: Readonly<Record<string, unknown>>) => {
      const answer = await client.records.update(entity.key, record.id, values, record.version)
      refetchEntity(queries, entity.key)
      if (!answer.ok) {
        showToast(answer.problems.map((problem) => problem.message).join(' '), { tone: 'bad' })
        return
      }
      putRecord(queries, entity.key, record.id, answer.value)
      showToast(t('bulkDone', { count: 1 }), {
        onUndo: () => void undoLast(entity.key, record.id).then(() => refetchEntity(queries, entity.key)),
      })
    },
    [entity.key, queries, t],
  )

  const moveMany = useCallback(
    async (records: readonly RecordJson[], to: BoardPlace) => {
      const stage = entity.stage?.key ?? ''
      const sent = records.map((record) => ({
        id: record.id,
        ...valuesFor(record, to),
        ...(isStage ? { [stage]: to.lane } : {}),
      }))
      const answer = await client.records.bulk(entity.key, { match: ['id'], onMatch: 'update', records: sent })
      refetchEntity(queries, entity.key)
      if (!answer.ok) {
        showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
        return records.map((record) => record.id)
      }
      const { results, request } = answer.value
      const failed = results.flatMap((row, at): readonly Refused[] => {
        const record = records[at]
        return row.status === 'refused' && record ? [{ record, to: to.lane, problems: row.problems ?? [] }] : []
      })
      const changed = results.filter((row) => row.status === 'updated').length
      if (changed > 0) {
        showToast(t('bulkDone', { count: changed }), {
          onUndo: () =>
            void client.records.undo(request).then((undone) => {
              if (!undone.ok) showToast(undone.problems[0]?.message ?? undone.title, { tone: 'bad' })
              refetchEntity(queries, entity.key)
            }),
        })
      }
      setRefused(failed)
      return failed.map(({ record }) => record.id)
    },
    [entity, isStage, queries, t, valuesFor],
  )

  /** Moves cards to a place; gives the ids that stayed where they were. */
  const move = useCallback(
    async (records: readonly RecordJson[], to: BoardPlace): Promise<readonly string[]> => {
      const stage = entity.stage?.key ?? ''
      const moving = records.filter(
        (record) => Object.keys(valuesFor(record, to)).length > 0 || (isStage && record[stage] !== to.lane),
      )
      const [only] = moving
      if (!only) return []
      setRefused([])
      setPlacing({ ids: new Set(moving.map((record) => record.id)), to })
      try {
        if (moving.length > 1) return await moveMany(moving, to)
        const values = valuesFor(only, to)
        if (isStage && only[stage] !== to.lane) await tryMove(only, to.lane, anchorOf(only.id), values)
        else await change(only, values)
        return []
      } finally {
        setPlacing(null)
      }
    },
    [entity, isStage, valuesFor, moveMany, tryMove, change],
  )

  /** Tries one of the refused moves again, with what is missing to fill in at the card. */
  const retry = (each: Refused) => {
    setRefused((now) => now.filter((other) => other !== each))
    void move([each.record], { lane: each.to })
  }
  const stageName = (key: string) => label(shape?.columns.find((column) => column.key === key)?.label, key)
  return {
    answers,
    consider: useCallback((records: readonly RecordJson[]) => setConsidered(records.map(({ id }) => id)), []),
    placing,
    pending,
    clear,
    move,
    refused,
    retry,
    forget: () => setRefused([]),
    stageName,
    anchorOf,
  }
}
