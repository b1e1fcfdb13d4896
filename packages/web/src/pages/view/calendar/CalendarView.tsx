import type { RecordJson } from '@atelier/api'
import {
  AnchoredPanel,
  Button,
  EmptyState,
  TableSkeleton,
  useFormat,
  useLocalStorage,
  useMediaQuery,
  useTexts,
} from '@atelier/ui'
import { IconCalendar } from '@atelier/ui/icons'
import { useEffect, useMemo, useRef, useState } from 'react'
import { FailedPage } from '../../../app/FailedPage.tsx'
import { phoneQuery } from '../../../app/Shell.tsx'
import { usePage } from '../../../app/use-page.ts'
import { recordTitle } from '../../../records/record-title.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import type { ViewKindProps } from '../view-kind.ts'
import { Agenda } from './Agenda.tsx'
import { CalendarDrag } from './CalendarDrag.tsx'
import { CalendarHead, WeekdayNames } from './CalendarHead.tsx'
import { type CalendarActions, CalendarItemCard } from './CalendarItemCard.tsx'
import { CalendarWeek } from './CalendarWeek.tsx'
import './calendar.css'
import { type CalendarShape, calendarShape, dayOf, itemOf } from './calendar-shape.ts'
import { calendarTexts } from './calendar-texts.ts'
import { addDays, addMonths, type Day, isDay, localTime, shownDays } from './days.ts'
import { ItemMenu } from './ItemMenu.tsx'
import { NewOnDay } from './NewOnDay.tsx'
import { Unscheduled, useUnscheduled } from './Unscheduled.tsx'
import { most, useCalendarRecords } from './use-calendar-records.ts'
import { useCalendarKeys, useLines } from './use-calendar-room.ts'
import { useReschedule } from './use-reschedule.ts'

const weekStarts: Readonly<Record<string, number>> = { mon: 1, sat: 6, sun: 7 }

/** The records of a view on the days of a month or a week; on a phone as an agenda. */
export function CalendarView(props: ViewKindProps) {
  const t = useTexts(calendarTexts)
  const { setQuery } = usePage()
  const { entity, view } = props
  const shape = useMemo(() => calendarShape(entity, view), [entity, view])
  if (shape) return <Calendar {...props} shape={shape} />
  return (
    <div className="centred">
      <EmptyState
        icon={<IconCalendar size={20} stroke={1.5} />}
        title={t('noDatesTitle')}
        text={t('noDatesText')}
        actions={<Button onClick={() => setQuery({ as: 'table' })}>{t('asTable')}</Button>}
      />
    </div>
  )
}

type Opened =
  | { readonly kind: 'item'; readonly id: string; readonly anchor: HTMLElement }
  | { readonly kind: 'new' | 'day'; readonly day: Day; readonly anchor: HTMLElement }

function Calendar({ entity, state, writer, shape: asked }: ViewKindProps & { readonly shape: CalendarShape }) {
  const t = useTexts(calendarTexts)
  const { zone } = useFormat()
  const { answer } = useWorkspace()
  const { query, setQuery } = usePage()
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  // A phone has room for days below each other only.
  const shape: CalendarShape = phone ? { ...asked, span: 'month' } : asked
  const weekStart = weekStarts[answer.workspace.weekStart ?? 'mon'] ?? 1
  const today = localTime(new Date().toISOString(), zone).slice(0, 10)
  const day = isDay(query.date) ? query.date : today
  const days = shownDays(day, shape.span, weekStart)
  const [first = day, last = day] = [days[0], days.at(-1)]
  const [opened, setOpened] = useState<Opened | null>(null)
  const [focused, setFocused] = useState<Day | null>(null)
  const [aside, setAside] = useLocalStorage({
    key: 'atelier.calendar.unscheduled',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const list = useCalendarRecords(entity, shape, state, { from: first, to: last, zone })
  const unscheduled = useUnscheduled(entity, shape, state)
  const reschedule = useReschedule(entity, shape)
  const grid = useRef<HTMLDivElement>(null)
  const lines = useLines(grid, days.length / 7)

  const goTo = (to: Day | undefined) => setQuery({ date: to })
  const turn = (by: number) => goTo(shape.span === 'week' ? addDays(day, 7 * by) : addMonths(day, by))
  useCalendarKeys(turn, () => goTo(undefined))
  // The item that a key has moved keeps the focus on its new day.
  const following = useRef<string | null>(null)
  useEffect(() => {
    const id = following.current
    if (id === null || document.activeElement !== document.body) return
    document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)?.focus()
  })

  const items = useMemo(
    () => list.records.flatMap((record) => itemOf(asked, record, zone) ?? []),
    [list.records, asked, zone],
  )
  const recordOf = (id: string): RecordJson | undefined =>
    [...list.records, ...unscheduled.records].find((record) => record.id === id)
  const move = (record: RecordJson, to: Day | null) => {
    if (dayOf(shape.start, record[shape.start.key], zone) === (to ?? undefined)) return
    following.current = record.id
    reschedule(record, to)
  }
  const actions: CalendarActions = {
    open: (id) => setQuery({ panel: id }),
    openMenu: ({ record }, anchor) => setOpened({ kind: 'item', id: record.id, anchor }),
    move: ({ record }, to) => move(record, to),
  }
  const onNew = entity.may.has('create')
    ? (on: Day, anchor: HTMLElement) => setOpened({ kind: 'new', day: on, anchor })
    : undefined
  const close = () => setOpened(null)
  if (list.error) return <FailedPage error={list.error} />
  const menuRecord = opened?.kind === 'item' ? recordOf(opened.id) : undefined
  const count = unscheduled.count
  const weeks = days.filter((_, index) => index % 7 === 0)
  const inMonth = days.filter((each) => each.slice(0, 7) === day.slice(0, 7))
  return (
    <CalendarDrag recordOf={recordOf} nameOf={(record) => recordTitle(entity, record)} onDrop={move}>
      <CalendarHead entity={entity} shape={shape} day={day} days={days} onDay={goTo} onTurn={turn} phone={phone}>
        {(count?.value ?? 0) > 0 || aside ? (
          <Button size="sm" variant="subtle" color="gray" aria-pressed={aside} onClick={() => setAside(!aside)}>
            {t('unscheduled')} {count ? `${count.value}${count.exact ? '' : '+'}` : ''}
          </Button>
        ) : null}
      </CalendarHead>
      {list.hasMore ? <p className="cal-note">{t('tooMany', { count: most })}</p> : null}
      <div className="cal-main">
        {list.loading ? (
          <TableSkeleton widths={[160, 160, 160, 160, 160]} rows={6} />
        ) : phone ? (
          aside ? null : (
            <Agenda
              entity={entity}
              shape={shape}
              items={items}
              days={inMonth}
              today={today}
              actions={actions}
              onNew={onNew}
            />
          )
        ) : (
          <div className="cal-body">
            <WeekdayNames first={first} />
            <div className={`cal-grid is-${shape.span}`} ref={grid}>
              {weeks.map((monday) => (
                <CalendarWeek
                  key={monday}
                  entity={entity}
                  shape={shape}
                  items={items}
                  monday={monday}
                  today={today}
                  {...(shape.span === 'month' ? { month: day.slice(0, 7) } : {})}
                  lines={shape.span === 'week' ? Number.POSITIVE_INFINITY : lines}
                  detailed={shape.span === 'week'}
                  actions={actions}
                  onNew={onNew}
                  onMore={(on, anchor) => setOpened({ kind: 'day', day: on, anchor })}
                  focused={focused !== null && days.includes(focused) ? focused : day}
                  onFocus={setFocused}
                />
              ))}
            </div>
          </div>
        )}
        {aside && !phone ? <Unscheduled entity={entity} shape={shape} list={unscheduled} actions={actions} /> : null}
      </div>
      {menuRecord && opened ? (
        <ItemMenu
          entity={entity}
          shape={shape}
          record={menuRecord}
          anchor={opened.anchor}
          onMove={(to) => move(menuRecord, to)}
          onOpen={() => {
            close()
            actions.open(menuRecord.id)
          }}
          onClose={close}
        />
      ) : null}
      {opened?.kind === 'new' ? (
        <NewOnDay
          entity={entity}
          shape={shape}
          day={opened.day}
          anchor={opened.anchor}
          writer={writer}
          onClose={close}
        />
      ) : null}
      {opened?.kind === 'day' ? (
        <AnchoredPanel anchor={opened.anchor} label={opened.day} width={280} onClose={close}>
          <div className="cal-menu cal-day-list">
            <h2 className="num">{opened.day}</h2>
            {items
              .filter((item) => item.from <= opened.day && item.to >= opened.day)
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
          </div>
        </AnchoredPanel>
      ) : null}
    </CalendarDrag>
  )
}
