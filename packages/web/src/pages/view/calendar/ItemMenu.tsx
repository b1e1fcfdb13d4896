import type { RecordJson } from '@atelier/api'
import { AnchoredPanel, Button, DateField, useFormat, useLabel, useTexts } from '@atelier/ui'
import { recordTitle } from '../../../records/record-title.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { type CalendarShape, dayOf } from './calendar-shape.ts'
import { calendarTexts } from './calendar-texts.ts'
import { addDays, type Day } from './days.ts'

export type ItemMenuProps = {
  readonly entity: EntityView
  readonly shape: CalendarShape
  readonly record: RecordJson
  readonly anchor: HTMLElement
  readonly onMove: (day: Day | null) => void
  readonly onOpen: () => void
  readonly onClose: () => void
}

/** Another day for a record by clicks alone: a day or a week on or back, any day at all, or none. */
export function ItemMenu({ entity, shape, record, anchor, onMove, onOpen, onClose }: ItemMenuProps) {
  const t = useTexts(calendarTexts)
  const label = useLabel()
  const { zone } = useFormat()
  const title = recordTitle(entity, record)
  const day = dayOf(shape.start, record[shape.start.key], zone)
  const put = (to: Day | null) => {
    onMove(to)
    onClose()
  }
  const choices = [
    ['dayEarlier', -1],
    ['dayLater', 1],
    ['weekEarlier', -7],
    ['weekLater', 7],
  ] as const
  return (
    <AnchoredPanel anchor={anchor} label={t('itemMenu', { title })} width={280} onClose={onClose}>
      <div className="cal-menu">
        <h2 className="cut">{title}</h2>
        {shape.movable ? (
          <>
            {day === undefined ? null : (
              <div className="cal-menu-steps">
                {choices.map(([name, by]) => (
                  <Button key={name} size="sm" onClick={() => put(addDays(day, by))}>
                    {t(name)}
                  </Button>
                ))}
              </div>
            )}
            <DateField
              value={day ?? ''}
              control={{ label: label(shape.start.label, shape.start.key) }}
              onChange={(next) => {
                if (next !== null && next !== day) put(next)
              }}
            />
          </>
        ) : null}
        <div className="row">
          <Button size="sm" variant="subtle" onClick={onOpen}>
            {t('open')}
          </Button>
          <span className="grow" />
          {shape.movable && day !== undefined && shape.start.required !== true ? (
            <Button size="sm" variant="subtle" color="gray" onClick={() => put(null)}>
              {t('takeOff')}
            </Button>
          ) : null}
        </div>
      </div>
    </AnchoredPanel>
  )
}
