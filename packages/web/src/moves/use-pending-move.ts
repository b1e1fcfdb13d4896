import type { RecordJson } from '@atelier/api'
import { useCallback, useState } from 'react'
import { asText } from '../fields/values.ts'
import { recordTitle } from '../records/record-title.ts'
import { useMove } from '../records/use-move.ts'
import type { EntityView } from '../workspace/model.ts'
import type { PendingMove } from './MissingPanel.tsx'

/** Tries a move, with what else it is to change; when it is refused the record waits, and `pending` says what is missing, at `anchor`. */
export function usePendingMove(entity: EntityView) {
  const move = useMove(entity)
  const [pending, setPending] = useState<PendingMove | null>(null)
  const tryMove = useCallback(
    async (record: RecordJson, to: string, anchor: HTMLElement, values: PendingMove['values'] = {}) => {
      const refusal = await move(record.id, to, { values })
      if (!refusal) return
      const from = entity.stage ? asText(record[entity.stage.key]) || undefined : undefined
      setPending({
        id: record.id,
        title: recordTitle(entity, record),
        from,
        to,
        problems: refusal.problems,
        record,
        values,
        anchor,
      })
    },
    [move, entity],
  )
  const clear = useCallback(() => setPending(null), [])
  return { pending, tryMove, clear }
}
