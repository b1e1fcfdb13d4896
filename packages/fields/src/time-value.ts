import type { Parsed } from './contract.ts'
import { accept, empty, isEmpty, refuse, words, wrongType } from './problem.ts'

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|([+-])(\d{2}):(\d{2}))$/

/** A day of the calendar, as `YYYY-MM-DD`, if there is such a day in the years 0001 to 9999. */
export function dateOf(year: number, month: number, day: number): string | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** A number with leading zeros. */
export const pad = (value: number, length: number): string => String(value).padStart(length, '0')

/** Refuses a day or a time that no clock shows. */
export const noSuchTime = (value: string): Parsed<never> =>
  refuse('out_of_range', 'There is no such date or time', '没有这个日期或时间', {
    params: { value: value.slice(0, 200) },
    fix: words('Enter a date of the years 0001 to 9999', '请填写公元 0001 至 9999 年间的日期'),
  })

/** A date as requests write it: `2026-11-22`. */
export function parseDate(input: unknown): Parsed<string | null> {
  if (isEmpty(input)) return empty
  const match = typeof input === 'string' ? DATE.exec(input) : null
  if (!match) return wrongType('a date like 2026-11-22', '日期，例如 2026-11-22')
  const date = dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
  return date === undefined ? noSuchTime(String(input)) : accept(date)
}

/** An instant as requests write it, with its offset, to UTC with milliseconds. */
export function parseInstant(input: unknown): Parsed<string | null> {
  if (isEmpty(input)) return empty
  const match = typeof input === 'string' ? INSTANT.exec(input) : null
  if (!match) {
    return wrongType(
      'an instant with its offset like 2026-11-22T14:05:00+08:00',
      '带时区的时间，例如 2026-11-22T14:05:00+08:00',
    )
  }
  const [
    ,
    day = '',
    hour = '',
    minute = '',
    second = '00',
    fraction = '',
    ,
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match
  if (/[1-9]/.test(fraction.slice(3))) {
    return refuse('too_many_decimals', 'Seconds have at most 3 decimals', '秒最多 3 位小数', {
      params: { scale: 3 },
      fix: words('Send milliseconds', '请精确到毫秒'),
    })
  }
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute))
  const isClock = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
  const isOffset = Number(offsetMinute) < 60 && Math.abs(offset) <= 14 * 60
  if (!parseDate(day).ok || !isClock || !isOffset) return noSuchTime(String(input))
  const local = Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  return instantText(local - offset * 60_000, String(input))
}

/** Milliseconds since 1970 as an instant, within the years 0001 to 9999. */
export function instantText(milliseconds: number, shown: string): Parsed<string> {
  const instant = new Date(milliseconds)
  const year = instant.getUTCFullYear()
  return year >= 1 && year <= 9999 ? accept(instant.toISOString()) : noSuchTime(shown)
}

/** An instant in a reader's zone: `2026-11-22 14:05`. */
export function instantInZone(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}
