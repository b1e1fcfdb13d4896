import type { FormatSettings } from './settings.ts'
import { formatStyle } from './style.ts'

const day = /^(\d{4})-(\d{2})-(\d{2})$/

/** A calendar date is written `2026-11-22` in both languages, unless the person wants the day or the month first. */
export function formatDate(value: string): string {
  const { dates } = formatStyle()
  const [, y, m, d] = dates === 'ymd' ? [] : (day.exec(value) ?? [])
  return y === undefined ? value : dates === 'dmy' ? `${d}/${m}/${y}` : `${m}/${d}/${y}`
}

/** Formats are dear to make, and a list asks for the same one thousands of times. */
function kept<Format>(make: (key: string) => Format): (key: string) => Format {
  const made = new Map<string, Format>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const format = make(key)
    made.set(key, format)
    return format
  }
}

const inZone = kept(
  (zone) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
)
const relative = kept((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }))

const parts = (instant: Date, zone: string): Record<string, string> => {
  const format = inZone(zone)
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]))
}

/** An instant in the reader's zone: `2026-11-22 14:05`. What is no instant is given back as it is. */
export function formatDateTime(value: string, settings: FormatSettings): string {
  const instant = new Date(value)
  if (Number.isNaN(instant.getTime())) return value
  const p = parts(instant, settings.zone)
  return `${formatDate(`${p.year}-${p.month}-${p.day}`)} ${p.hour}:${p.minute}`
}

const steps: readonly [limit: number, seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [3_600, 60, 'minute'],
  [86_400, 3_600, 'hour'],
  [86_400 * 30, 86_400, 'day'],
  [86_400 * 365, 86_400 * 30, 'month'],
  [Number.POSITIVE_INFINITY, 86_400 * 365, 'year'],
]

/** How long ago, or from now: `2 hours ago`, `3天前`; under a minute `null` (say "just now"). */
export function formatRelative(value: string, now: Date, language: string): string | null {
  const seconds = Math.round((new Date(value).getTime() - now.getTime()) / 1000)
  if (Number.isNaN(seconds)) return value
  if (Math.abs(seconds) < 60) return null
  const step = steps.find(([limit]) => Math.abs(seconds) < limit)
  if (!step) return value
  const [, size, unit] = step
  return relative(language).format(Math.trunc(seconds / size), unit)
}

/** Whole days between an instant and now, at least 0. */
export function daysSince(value: string, now: Date): number {
  const days = Math.floor((now.getTime() - new Date(value).getTime()) / 86_400_000)
  return Number.isFinite(days) ? Math.max(0, days) : 0
}
