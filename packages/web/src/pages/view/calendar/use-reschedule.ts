import type { RecordJson } from '@atelier/api'
import { showToast, useFormat, useTexts } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { client } from '../../../app/client.ts'
import { putRecord, refetchEntity } from '../../../records/cache.ts'
import { recordTitle } from '../../../records/record-title.ts'
import { undoLast } from '../../../records/use-write.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { type CalendarShape, valuesOn } from './calendar-shape.ts'
import { calendarTexts } from './calendar-texts.ts'
import type { Day } from './days.ts'

/** Puts a record on another day, or on none, at once; takes it back and says why when the server refuses. */
export function useReschedule(entity: EntityView, shape: CalendarShape): (record: RecordJson, day: Day | null) => void {
  const t = useTexts(calendarTexts)
  const { zone } = useFormat()
  const queries = useQueryClient()
  return useCallback(
    (record, day) => {
      const { start, end } = shape
      const values =
        day === null ? { [start.key]: null, ...(end ? { [end.key]: null } : {}) } : valuesOn(shape, record, day, zone)
      const before = Object.fromEntries(Object.keys(values).map((key) => [key, record[key]]))
      putRecord(queries, entity.key, record.id, values)
      void client.records.update(entity.key, record.id, values, record.version).then((answer) => {
        refetchEntity(queries, entity.key)
        if (!answer.ok) {
          putRecord(queries, entity.key, record.id, before)
          showToast(answer.problems.map((problem) => problem.message).join(' '), { tone: 'bad' })
          return
        }
        putRecord(queries, entity.key, record.id, answer.value)
        const title = recordTitle(entity, record)
        showToast(day === null ? t('takenOff', { title }) : t('movedTo', { title, day }), {
          onUndo: () =>
            void undoLast(entity.key, record.id).then((refusal) => {
              if (refusal) showToast(refusal.problems[0]?.message ?? refusal.title, { tone: 'bad' })
              refetchEntity(queries, entity.key)
            }),
        })
      })
    },
    [entity, shape, zone, queries, t],
  )
}
