import { formatDateTime } from '@atelier/ui'

/** A calendar day, `2026-11-22`. */
export type Day = string

const length = 86_400_000
const numberOf = (day: Day): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / length)
const dayOfNumber = (number: number): Day => new Date(number * length).toISOString().slice(0, 10)

export const isDay = (text: string | undefined): text is Day =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

export const addDays = (day: Day, count: number): Day => dayOfNumber(numberOf(day) + count)

/** How many days later `to` is. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from)

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: Day): number => ((numberOf(day) + 3) % 7) + 1

/** The first day of the week that a day lies in; weeks start on weekday `weekStart`. */
export const weekOf = (day: Day, weekStart: number): Day => addDays(day, -((weekdayOf(day) - weekStart + 7) % 7))

/** The same day some months on; at the end of a shorter month its last. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10)
}

/** The days that a calendar shows for a day: its week, or all weeks that its month touches. */
export function shownDays(day: Day, span: 'month' | 'week', weekStart: number): readonly Day[] {
  const first = weekOf(span === 'week' ? day : `${day.slice(0, 7)}-01`, weekStart)
  const monthEnd = addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1)
  const count = span === 'week' ? 7 : daysBetween(first, addDays(weekOf(monthEnd, weekStart), 7))
  return Array.from({ length: count }, (_, index) => addDays(first, index))
}

/** An instant's day and time in a zone: `2026-11-22 14:05`. */
export const localTime = (instant: string, zone: string): string =>
  formatDateTime(instant, { zone, language: 'en', currency: '', bigNumbers: 'plain' })

/** The instant of a day and time in a zone; where a clock change skips it, the one just after. */
export function instantAt(day: Day, time: string, zone: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const offset = (at: number) => Date.parse(`${localTime(new Date(at).toISOString(), zone).replace(' ', 'T')}:00Z`) - at
  const guess = wanted - offset(wanted)
  return new Date(wanted - offset(guess)).toISOString()
}
