import type { Calendar, WorkingHours } from '../types.ts'
import { type Day, dayText, isKnownDay, weekdayOf } from './civil.ts'
import { type Moment, toMoment, toWall, wallClock, wallDay, wallOf } from './instant.ts'

/** A stretch of work within a day, in microseconds since midnight. */
export type Shift = { readonly from: bigint; readonly to: bigint }

const clock = (text: string): bigint => {
  const [hour = 0, minute = 0] = text.split(':').map(Number)
  return BigInt(hour * 3600 + minute * 60) * 1_000_000n
}
const shifts = (hours: readonly WorkingHours[]): readonly Shift[] =>
  hours.map((each) => ({ from: clock(each.from), to: clock(each.to) })).toSorted((a, b) => (a.from < b.from ? -1 : 1))

/** A calendar made ready: which hours are worked on a day. */
export type WorkCalendar = {
  readonly zone: string
  /** The shifts of weekdays, Monday first. */
  readonly week: readonly (readonly Shift[])[]
  readonly on: (day: Day) => readonly Shift[]
}

const prepared = new WeakMap<Calendar, WorkCalendar>()

export function workCalendar(calendar: Calendar): WorkCalendar {
  const known = prepared.get(calendar)
  if (known !== undefined) return known
  const week = Array.from({ length: 7 }, (_, index) => shifts(calendar.week[index] ?? []))
  const holidays = new Set(calendar.holidays ?? [])
  const usual = week.find((each) => each.length > 0) ?? []
  const workdays = new Map(
    (calendar.workdays ?? []).map((each) =>
      typeof each === 'string' ? [each, usual] : [each.date, shifts(each.hours)],
    ),
  )
  const result: WorkCalendar = {
    zone: calendar.zone,
    week,
    on: (day) => {
      const text = dayText(day)
      const special = workdays.get(text)
      if (special !== undefined) return special
      return holidays.has(text) ? [] : (week[weekdayOf(day) - 1] ?? [])
    },
  }
  prepared.set(calendar, result)
  return result
}

/** How many days one question may look at: about 27 years. */
export const LONGEST = 10_000

/** Working days from `from` up to, but not on, `to`; negative when `to` is earlier; null beyond 10,000 days. */
export function businessDays(from: Day, to: Day, calendar: WorkCalendar): number | null {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1]
  if (last - first > LONGEST) return null
  let count = 0
  for (let day = first; day < last; day += 1) if (calendar.on(day).length > 0) count += 1
  return count === 0 ? 0 : count * sign
}

/** Working microseconds between two moments; negative when `to` is earlier; null beyond 10,000 days. */
export function businessMicros(from: Moment, to: Moment, calendar: WorkCalendar): bigint | null {
  const [first, last, sign] = from <= to ? [from, to, 1n] : [to, from, -1n]
  const begin = wallDay(toWall(first, calendar.zone))
  const end = wallDay(toWall(last, calendar.zone))
  if (end - begin > LONGEST) return null
  let total = 0n
  for (let day = begin; day <= end; day += 1) {
    for (const shift of calendar.on(day)) {
      const start = toMoment(wallOf(day, shift.from), calendar.zone)
      const stop = toMoment(wallOf(day, shift.to), calendar.zone)
      const a = start > first ? start : first
      const b = stop < last ? stop : last
      if (b > a) total += b - a
    }
  }
  return total * sign
}

/** The moment after so much working time. Outside working hours counting begins with the next shift; null when none comes. */
export function addBusinessMicros(from: Moment, micros: bigint, calendar: WorkCalendar): Moment | null {
  if (micros < 0n) return subtractBusinessMicros(from, -micros, calendar)
  let left = micros
  const begin = wallDay(toWall(from, calendar.zone))
  for (let day = begin; day - begin <= LONGEST && isKnownDay(day); day += 1) {
    for (const shift of calendar.on(day)) {
      const start = toMoment(wallOf(day, shift.from), calendar.zone)
      const stop = toMoment(wallOf(day, shift.to), calendar.zone)
      const a = start > from ? start : from
      if (stop <= a) continue
      if (stop - a >= left) return a + left
      left -= stop - a
    }
  }
  return null
}

function subtractBusinessMicros(from: Moment, micros: bigint, calendar: WorkCalendar): Moment | null {
  let left = micros
  const begin = wallDay(toWall(from, calendar.zone))
  for (let day = begin; begin - day <= LONGEST && isKnownDay(day); day -= 1) {
    for (const shift of calendar.on(day).toReversed()) {
      const start = toMoment(wallOf(day, shift.from), calendar.zone)
      const stop = toMoment(wallOf(day, shift.to), calendar.zone)
      const b = stop < from ? stop : from
      if (b <= start) continue
      if (b - start >= left) return b - left
      left -= b - start
    }
  }
  return null
}

/** The same time of day, `count` working days later (or earlier); null when there are not so many within 10,000 days. */
export function addBusinessDays(from: Moment, count: number, calendar: WorkCalendar): Moment | null {
  const wall = toWall(from, calendar.zone)
  const step = count < 0 ? -1 : 1
  let left = Math.abs(count)
  let day = wallDay(wall)
  for (let looked = 0; left > 0; looked += 1) {
    day += step
    if (looked > LONGEST || !isKnownDay(day)) return null
    if (calendar.on(day).length > 0) left -= 1
  }
  return toMoment(wallOf(day, wallClock(wall)), calendar.zone)
}
