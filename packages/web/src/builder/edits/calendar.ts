import type { CalendarDocument, Label } from '@atelier/definitions'
import { type PartChange, withProperties } from './lists.ts'

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Day = (typeof days)[number]
export type Hours = readonly [string, string]

const office: readonly Hours[] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
]

/** A calendar to start from: Monday to Friday, office hours. */
export const newCalendar = (given: {
  readonly id: string
  readonly key: string
  readonly label: Label
}): CalendarDocument => ({
  kind: 'policy',
  specVersion: 1,
  ...given,
  policy: 'calendar',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
})

export const editCalendar = (calendar: CalendarDocument, change: PartChange<CalendarDocument>): CalendarDocument =>
  withProperties(calendar, change)

/** The hours of a day of the week; without any nobody works. */
export function setHours(calendar: CalendarDocument, day: Day, hours: readonly Hours[]): CalendarDocument {
  const next: CalendarDocument['week'] = { ...calendar.week, [day]: hours }
  // In the order of the week, so that the document reads as one.
  return {
    ...calendar,
    week: Object.fromEntries(days.flatMap((each) => ((next[each] ?? []).length === 0 ? [] : [[each, next[each]]]))),
  }
}

/** Days on which nobody works, or on which people work although the week says otherwise: each once, in order. */
export function setDays(
  calendar: CalendarDocument,
  list: 'holidays' | 'workdays',
  dates: readonly string[],
): CalendarDocument {
  const next = [...new Set(dates)].toSorted()
  return withProperties(calendar, { [list]: next.length > 0 ? next : undefined })
}

/** Working hours in a week, as one number. */
export function hoursInWeek(calendar: CalendarDocument): number {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
  const all = days.flatMap((day) => calendar.week[day] ?? [])
  return all.reduce((sum, [from, to]) => sum + minutes(to) - minutes(from), 0) / 60
}
