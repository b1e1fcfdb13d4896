import { useFormat, useTexts } from '@atelier/ui'
import { IconPlus } from '@atelier/ui/icons'
import type { EntityView } from '../../../workspace/model.ts'
import { type CalendarActions, CalendarItemCard } from './CalendarItemCard.tsx'
import type { CalendarItem, CalendarShape } from './calendar-shape.ts'
import { calendarTexts } from './calendar-texts.ts'
import type { Day } from './days.ts'

export type AgendaProps = {
  readonly entity: EntityView
  readonly shape: CalendarShape
  readonly items: readonly CalendarItem[]
  readonly days: readonly Day[]
  readonly today: Day
  readonly actions: CalendarActions
  readonly onNew: ((day: Day, anchor: HTMLElement) => void) | undefined
}

const toToday = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'start' })

/** The days of a month below each other, those with records and today: a calendar on a phone. */
export function Agenda({ entity, shape, items, days, today, actions, onNew }: AgendaProps) {
  const t = useTexts(calendarTexts)
  const { language } = useFormat()
  const name = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const shown = days
    .map((day) => ({ day, own: items.filter((item) => item.from <= day && item.to >= day) }))
    .filter(({ day, own }) => own.length > 0 || day === today)
  return (
    <div className="agenda">
      {shown.map(({ day, own }) => (
        <section
          key={day}
          aria-label={t('dayItems', { day, count: own.length })}
          className={day === today ? 'is-today' : ''}
          ref={day === today ? toToday : undefined}
        >
          <header>
            <b className="num">{day}</b>
            <span className="quiet">{name.format(new Date(`${day}T00:00:00Z`))}</span>
            <span className="grow">{day === today ? <span className="agenda-today">{t('today')}</span> : null}</span>
            {onNew ? (
              <button
                type="button"
                className="cal-new"
                aria-label={t('newOn', { day })}
                onClick={(event) => onNew(day, event.currentTarget)}
              >
                <IconPlus size={18} stroke={1.5} aria-hidden="true" />
              </button>
            ) : null}
          </header>
          {own.length === 0 ? <p className="quiet small">{t('nothing')}</p> : null}
          {own
            .toSorted((a, b) => (a.time < b.time ? -1 : 1))
            .map((item) => (
              <CalendarItemCard
                key={item.record.id}
                entity={entity}
                shape={shape}
                item={item}
                actions={actions}
                detailed
              />
            ))}
        </section>
      ))}
    </div>
  )
}
