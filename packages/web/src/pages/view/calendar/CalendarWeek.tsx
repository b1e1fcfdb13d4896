import { useTexts } from '@atelier/ui'
import { IconPlus } from '@atelier/ui/icons'
import { useDroppable } from '@dnd-kit/core'
import type { KeyboardEvent } from 'react'
import type { EntityView } from '../../../workspace/model.ts'
import { type CalendarActions, CalendarItemCard } from './CalendarItemCard.tsx'
import type { CalendarItem, CalendarShape } from './calendar-shape.ts'
import { calendarTexts } from './calendar-texts.ts'
import { addDays, type Day, weekdayOf } from './days.ts'
import { placeItems } from './place-items.ts'

export type CalendarWeekProps = {
  readonly entity: EntityView
  readonly shape: CalendarShape
  readonly items: readonly CalendarItem[]
  readonly monday: Day
  readonly today: Day
  /** The month that is shown: days of others are pale. Left out: all are alike. */
  readonly month?: string
  /** So many lines of items have room below the number of the day; the rest is one click away. */
  readonly lines: number
  readonly detailed: boolean
  readonly actions: CalendarActions
  /** Makes a record on the day. */
  readonly onNew: ((day: Day, anchor: HTMLElement) => void) | undefined
  readonly onMore: (day: Day, anchor: HTMLElement) => void
  /** The day whose button Tab reaches. */
  readonly focused: Day
  readonly onFocus: (day: Day) => void
}

/** One week: seven days side by side, and over them the items, each on all of its days. */
export function CalendarWeek(props: CalendarWeekProps) {
  const { entity, shape, items, monday, lines, detailed, actions } = props
  const placed = placeItems(items, monday)
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index))
  const hidden = (index: number) =>
    placed.filter((each) => each.line >= lines && each.column <= index && each.column + each.days > index).length
  return (
    <div className={`cal-week${detailed ? ' is-detailed' : ''}`}>
      <div className="cal-days">
        {days.map((day, index) => (
          <CalendarDay
            key={day}
            {...props}
            day={day}
            count={items.filter((item) => item.from <= day && item.to >= day).length}
            hidden={hidden(index)}
          />
        ))}
      </div>
      <div className="cal-items">
        {placed
          .filter((each) => each.line < lines)
          .map(({ item, column, days: length, line, isCut }) => (
            <div
              key={item.record.id}
              style={{ gridColumn: `${column + 1} / span ${length}`, gridRow: line + 1 }}
              className="cal-place"
            >
              <CalendarItemCard
                entity={entity}
                shape={shape}
                item={item}
                actions={actions}
                detailed={detailed}
                isCut={isCut}
              />
            </div>
          ))}
      </div>
    </div>
  )
}

const turns: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

type CalendarDayProps = CalendarWeekProps & { readonly day: Day; readonly count: number; readonly hidden: number }

function CalendarDay({ day, count, hidden, today, month, onNew, onMore, focused, onFocus }: CalendarDayProps) {
  const t = useTexts(calendarTexts)
  const { setNodeRef, isOver } = useDroppable({ id: day })
  const isElsewhere = month !== undefined && day.slice(0, 7) !== month
  const onKeyDown = (event: KeyboardEvent) => {
    const by = turns[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const to = addDays(day, by)
    onFocus(to)
    document.querySelector<HTMLElement>(`[data-day="${to}"] .cal-new`)?.focus()
  }
  return (
    <section
      ref={setNodeRef}
      data-day={day}
      aria-label={t('dayItems', { day, count })}
      aria-current={day === today ? 'date' : undefined}
      className={[
        'cal-day',
        isElsewhere ? 'is-elsewhere' : '',
        day === today ? 'is-today' : '',
        weekdayOf(day) > 5 ? 'is-weekend' : '',
        isOver ? 'is-over' : '',
      ].join(' ')}
    >
      <header>
        <span className="cal-number num">{Number(day.slice(8))}</span>
        {onNew ? (
          <button
            type="button"
            className="cal-new"
            tabIndex={day === focused ? 0 : -1}
            aria-label={t('newOn', { day })}
            onClick={(event) => onNew(day, event.currentTarget)}
            onKeyDown={onKeyDown}
          >
            <IconPlus size={14} stroke={1.5} aria-hidden="true" />
          </button>
        ) : null}
      </header>
      {hidden > 0 ? (
        <button type="button" className="cal-more" onClick={(event) => onMore(day, event.currentTarget)}>
          {t('moreItems', { count: hidden })}
        </button>
      ) : null}
    </section>
  )
}
