import { Button, useLabel, useTexts } from '@atelier/ui'
import { useDroppable } from '@dnd-kit/core'
import { bothRules } from '../../../filter/condition.ts'
import { listFields } from '../../../records/list-fields.ts'
import { useRecords } from '../../../records/use-records.ts'
import type { EntityView } from '../../../workspace/model.ts'
import type { ViewState } from '../use-view-state.ts'
import { type CalendarActions, CalendarItemCard } from './CalendarItemCard.tsx'
import type { CalendarShape } from './calendar-shape.ts'
import { calendarTexts } from './calendar-texts.ts'

/** Where a record is dropped to have no day. */
export const noDay = 'none'

/** The records without a day, as the filter finds them. */
export const useUnscheduled = (entity: EntityView, shape: CalendarShape, state: ViewState) =>
  useRecords(entity.key, {
    filter: bothRules(state.rule, { empty: [{ var: shape.start.key }] }),
    q: state.words,
    sort: state.sort === '' ? undefined : state.sort,
    fields: listFields(entity, shape.fields),
    limit: 50,
  })

export type UnscheduledProps = {
  readonly entity: EntityView
  readonly shape: CalendarShape
  readonly list: ReturnType<typeof useUnscheduled>
  readonly actions: CalendarActions
}

/** What has no day yet, beside the calendar: to be dragged onto one, or put there by its menu. */
export function Unscheduled({ entity, shape, list, actions }: UnscheduledProps) {
  const t = useTexts(calendarTexts)
  const label = useLabel()
  const { setNodeRef, isOver } = useDroppable({ id: noDay, disabled: shape.start.required === true })
  const title = t('unscheduledTitle', { label: label(shape.start.label, shape.start.key) })
  return (
    <aside ref={setNodeRef} className={`cal-side${isOver ? ' is-over' : ''}`} aria-label={title}>
      <h2>{title}</h2>
      <p className="quiet small">{t(list.records.length === 0 ? 'unscheduledNone' : 'unscheduledHelp')}</p>
      <div className="cal-side-list">
        {list.records.map((record) => (
          <CalendarItemCard
            key={record.id}
            entity={entity}
            shape={shape}
            item={{ record, from: '', to: '', time: '' }}
            actions={actions}
            detailed
          />
        ))}
        {list.hasMore ? (
          <Button size="sm" variant="subtle" onClick={list.more}>
            {t('moreOf')}
          </Button>
        ) : null}
      </div>
    </aside>
  )
}
