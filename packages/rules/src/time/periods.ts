import type { Unit } from '../types.ts'
import { addMonths, civilOf, type Day, dayOf, daysInMonth, weekdayOf } from './civil.ts'

/** Where the workspace's weeks and fiscal years begin: an ISO weekday, a month and a day. */
export type CalendarYear = { readonly weekStart: number; readonly fiscalMonth: number; readonly fiscalDay: number }

/** A half-open stretch of days. */
export type Stretch = { readonly start: Day; readonly end: Day }

const fiscalStart = (year: number, months: number, calendar: CalendarYear): Day => {
  const index = year * 12 + calendar.fiscalMonth - 1 + months
  const y = Math.floor(index / 12)
  const m = index - y * 12 + 1
  return dayOf(y, m, Math.min(calendar.fiscalDay, daysInMonth(y, m)))
}

/** The first day of the fiscal period of `months` months that holds the day. */
function fiscalBegin(day: Day, months: number, calendar: CalendarYear): Day {
  const { year } = civilOf(day)
  const first = fiscalStart(year, 0, calendar)
  const base = day < first ? year - 1 : year
  let begin = fiscalStart(base, 0, calendar)
  for (let offset = months; offset < 12; offset += months) {
    const next = fiscalStart(base, offset, calendar)
    if (next > day) break
    begin = next
  }
  return begin
}

/** The first day of the unit that holds the day. */
export function unitStart(day: Day, unit: Unit, calendar: CalendarYear): Day {
  const { year, month } = civilOf(day)
  switch (unit) {
    case 'day':
      return day
    case 'week':
      return day - ((weekdayOf(day) - calendar.weekStart + 7) % 7)
    case 'month':
      return dayOf(year, month, 1)
    case 'quarter':
      return dayOf(year, Math.floor((month - 1) / 3) * 3 + 1, 1)
    case 'year':
      return dayOf(year, 1, 1)
    case 'fiscalQuarter':
      return fiscalBegin(day, 3, calendar)
    case 'fiscalYear':
      return fiscalBegin(day, 12, calendar)
  }
}

const MONTHS: { readonly [unit in Unit]?: number } = {
  month: 1,
  quarter: 3,
  year: 12,
  fiscalQuarter: 3,
  fiscalYear: 12,
}

/** `count` units later, clamped to the month's end. */
export function addUnits(day: Day, count: number, unit: Unit): Day {
  const months = MONTHS[unit]
  if (months !== undefined) return addMonths(day, count * months)
  return day + count * (unit === 'week' ? 7 : 1)
}

/** The first day after the unit that holds the day. */
export const unitEnd = (day: Day, unit: Unit, calendar: CalendarYear): Day => {
  const start = unitStart(day, unit, calendar)
  // A fiscal year may begin on the 29th to 31st: go past the end, then back to the beginning of that unit.
  return unit === 'fiscalQuarter' || unit === 'fiscalYear'
    ? unitStart(addUnits(start, 1, unit) + 5, unit, calendar)
    : addUnits(start, 1, unit)
}

/** Moves the beginning of a unit by whole units. */
function moveStart(start: Day, count: number, unit: Unit, calendar: CalendarYear): Day {
  if (unit === 'fiscalQuarter' || unit === 'fiscalYear')
    return unitStart(addUnits(start, count, unit) + 5, unit, calendar)
  return addUnits(start, count, unit)
}

/** A relative period around `today`; `rolling` ends today, included, the others are made of whole units. */
export function periodOf(
  form: 'this' | 'last' | 'next' | 'rolling' | 'toDate',
  count: number,
  unit: Unit,
  today: Day,
  calendar: CalendarYear,
): Stretch {
  const start = unitStart(today, unit, calendar)
  switch (form) {
    case 'this':
      return { start, end: unitEnd(today, unit, calendar) }
    case 'last':
      return { start: moveStart(start, -count, unit, calendar), end: start }
    case 'next': {
      const end = unitEnd(today, unit, calendar)
      return { start: end, end: moveStart(end, count, unit, calendar) }
    }
    case 'rolling':
      return { start: addUnits(today + 1, -count, unit), end: today + 1 }
    case 'toDate':
      return { start, end: today + 1 }
  }
}
