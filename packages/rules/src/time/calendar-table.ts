import type { Calendar } from '../types.ts'
import { type Shift, type WorkCalendar, workCalendar } from './business.ts'
import { type Day, dayOf, parseDay, weekdayOf } from './civil.ts'
import { clockChanges, toMoment, toWall, wallDay, wallOf } from './instant.ts'

/** The days for which `differences` tell the whole truth, from a Monday on. Outside them days are counted one by one. */
export const TABLE_FROM: Day = dayOf(1970, 1, 5)
export const TABLE_TO: Day = dayOf(2100, 1, 1)

/** A calendar laid out for the database: its week, and the days that are not like their weekday. */
export type CalendarTable = {
  readonly zone: string
  /** Monday first. */
  readonly week: readonly (readonly Shift[])[]
  /** Days named in the calendar, holidays with no shifts. */
  readonly special: ReadonlyMap<Day, readonly Shift[]>
  /** Microseconds by which a day is longer or shorter than its weekday: named days, and those on which clocks change during a shift. */
  readonly differences: ReadonlyMap<Day, bigint>
}

const made = new WeakMap<WorkCalendar, CalendarTable>()

/** The table of a calendar, made once. */
export function calendarTable(calendar: Calendar): CalendarTable {
  const work = workCalendar(calendar)
  const known = made.get(work)
  if (known !== undefined) return known
  const named = [
    ...(calendar.holidays ?? []),
    ...(calendar.workdays ?? []).map((each) => (typeof each === 'string' ? each : each.date)),
  ]
  const special = new Map(
    named.flatMap((text) => {
      const day = parseDay(text)
      return day === undefined ? [] : [[day, work.on(day)] as const]
    }),
  )
  const table = { zone: work.zone, week: work.week, special, differences: differencesOf(work, special) }
  made.set(work, table)
  return table
}

function differencesOf(work: WorkCalendar, special: ReadonlyMap<Day, unknown>): ReadonlyMap<Day, bigint> {
  const changed = clockChanges(wallOf(TABLE_FROM - 2), wallOf(TABLE_TO + 2), work.zone).flatMap((moment) => {
    const day = wallDay(toWall(moment, work.zone))
    return [day - 1, day, day + 1]
  })
  const found = new Map<Day, bigint>()
  for (const day of [...special.keys(), ...changed]) {
    const difference = worked(work, day) - shownOf(work.week[weekdayOf(day) - 1] ?? [])
    if (difference !== 0n) found.set(day, difference)
  }
  return found
}

/** Microseconds worked on a day, as time passes. */
const worked = (work: WorkCalendar, day: Day): bigint =>
  work.on(day).reduce((sum, { from, to }) => {
    const length = toMoment(wallOf(day, to), work.zone) - toMoment(wallOf(day, from), work.zone)
    return length > 0n ? sum + length : sum
  }, 0n)

/** Microseconds of some shifts, as the clocks show them. */
export const shownOf = (shifts: readonly Shift[]): bigint =>
  shifts.reduce((sum, { from, to }) => (to > from ? sum + to - from : sum), 0n)
