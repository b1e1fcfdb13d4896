import { ActionIcon, Button, Menu, SegmentedControl, useFormat, useLabel, useTexts } from '@atelier/ui'
import { IconCheck, IconChevronDown, IconChevronLeft, IconChevronRight } from '@atelier/ui/icons'
import type { ReactNode } from 'react'
import { usePage } from '../../../app/use-page.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { type CalendarShape, calendarFields } from './calendar-shape.ts'
import { calendarTexts } from './calendar-texts.ts'
import { addDays, type Day } from './days.ts'

export type CalendarHeadProps = {
  readonly entity: EntityView
  readonly shape: CalendarShape
  readonly day: Day
  readonly days: readonly Day[]
  readonly onDay: (day: Day | undefined) => void
  readonly onTurn: (by: number) => void
  readonly phone: boolean
  /** What else stands at its right. */
  readonly children: ReactNode
}

/** The month or week in words: `November 2026`, `2026年11月`, or from one day to another. */
export function usePeriodName(span: 'month' | 'week', day: Day, days: readonly Day[]): string {
  const { language } = useFormat()
  if (span === 'week') return `${days[0] ?? day} – ${days.at(-1) ?? day}`
  return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** Where the calendar is in time, what it is of, and the ways to other months and weeks. */
export function CalendarHead({ entity, shape, day, days, onDay, onTurn, phone, children }: CalendarHeadProps) {
  const t = useTexts(calendarTexts)
  const label = useLabel()
  const { setQuery } = usePage()
  const name = usePeriodName(shape.span, day, days)
  const isWeek = shape.span === 'week'
  return (
    <div className="cal-head">
      <ActionIcon aria-label={t(isWeek ? 'previousWeek' : 'previousMonth')} onClick={() => onTurn(-1)}>
        <IconChevronLeft size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon aria-label={t(isWeek ? 'nextWeek' : 'nextMonth')} onClick={() => onTurn(1)}>
        <IconChevronRight size={16} stroke={1.5} />
      </ActionIcon>
      <h2 className="num" aria-live="polite">
        {name}
      </h2>
      <Button size="sm" onClick={() => onDay(undefined)}>
        {t('today')}
      </Button>
      <span className="grow" />
      {children}
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}
          >
            {t('by', { label: label(shape.start.label, shape.start.key) })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {calendarFields(entity).map((field) => (
            <Menu.Item
              key={field.key}
              rightSection={field === shape.start ? <IconCheck size={14} aria-hidden="true" /> : null}
              onClick={() => setQuery({ start: field.key })}
            >
              {label(field.label, field.key)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {phone ? null : (
        <SegmentedControl
          aria-label={t('span')}
          value={shape.span}
          onChange={(span) => setQuery({ span, date: day })}
          data={[
            { value: 'month', label: t('month') },
            { value: 'week', label: t('week') },
          ]}
        />
      )}
    </div>
  )
}

/** The names of the weekdays, from the first of the week on. */
export function WeekdayNames({ first }: { readonly first: Day }) {
  const { language } = useFormat()
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div className="cal-weekdays" aria-hidden="true">
      {Array.from({ length: 7 }, (_, index) => addDays(first, index)).map((day) => (
        <span key={day}>{format.format(new Date(`${day}T00:00:00Z`))}</span>
      ))}
    </div>
  )
}
