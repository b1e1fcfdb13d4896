import { AnchoredPanel, Button, useFormat, useTexts } from '@atelier/ui'
import { usePage } from '../../../app/use-page.ts'
import type { Writer } from '../../../records/use-write.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { QuickAdd } from '../board/QuickAdd.tsx'
import { type CalendarShape, valueOn } from './calendar-shape.ts'
import { calendarTexts } from './calendar-texts.ts'
import type { Day } from './days.ts'

export type NewOnDayProps = {
  readonly entity: EntityView
  readonly shape: CalendarShape
  readonly day: Day
  readonly anchor: HTMLElement
  readonly writer: Writer
  readonly onClose: () => void
}

/** A new record on a day: its name is enough, the whole form is one click away. */
export function NewOnDay({ entity, shape, day, anchor, writer, onClose }: NewOnDayProps) {
  const t = useTexts(calendarTexts)
  const { zone } = useFormat()
  const { setQuery } = usePage()
  const values = { [shape.start.key]: valueOn(shape.start, undefined, day, zone) }
  const onForm = (known: Readonly<Record<string, unknown>>) => {
    onClose()
    setQuery({ panel: 'new', with: JSON.stringify(known) })
  }
  return (
    <AnchoredPanel anchor={anchor} label={t('newOn', { day })} width={280} onClose={onClose}>
      <div className="cal-menu">
        <h2>{t('newOn', { day })}</h2>
        <QuickAdd entity={entity} place={day} writer={writer} values={values} onForm={onForm} onClose={onClose} />
        <Button size="sm" variant="subtle" color="gray" onClick={() => onForm(values)}>
          {t('allFields')}
        </Button>
      </div>
    </AnchoredPanel>
  )
}
