import {
  absolute,
  type Decimal,
  decimalOf,
  decimalText,
  minus,
  parseDecimal,
  plus,
  times,
  truncate,
} from '../decimal.ts'

const DURATION =
  /^(-)?P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:\.\d{1,9})?)S)?)?$/
const CLOCK = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?$/

/** An elapsed time in seconds, out of ISO 8601 (`P3D` is 72 hours; months and years are no elapsed time) or decimal seconds. */
export function parseDuration(value: unknown): Decimal | undefined {
  const seconds = parseDecimal(value)
  if (seconds !== undefined) return seconds
  if (typeof value !== 'string') return undefined
  const match = DURATION.exec(value)
  if (match === null || value.endsWith('P') || value.endsWith('T')) return undefined
  const part = (index: number, unit: number): Decimal =>
    times(parseDecimal(match[index] ?? '0') ?? decimalOf(0), decimalOf(unit))
  const total = [part(2, 604_800), part(3, 86_400), part(4, 3_600), part(5, 60), part(6, 1)].reduce(plus)
  return match[1] === '-' ? minus(decimalOf(0), total) : total
}

/** ISO 8601 with hours, minutes and seconds. */
export function durationText(seconds: Decimal): string {
  const size = absolute(seconds)
  const whole = truncate(size).digits
  const hours = whole / 3600n
  const minutes = (whole / 60n) % 60n
  const rest = minus(size, decimalOf((whole / 60n) * 60n))
  const restText = decimalText(rest)
  const parts = [
    hours === 0n ? '' : `${hours}H`,
    minutes === 0n ? '' : `${minutes}M`,
    restText === '0' ? '' : `${restText}S`,
  ]
  const text = parts.join('')
  return `${seconds.digits < 0n ? '-' : ''}PT${text === '' ? '0S' : text}`
}

/** A time of day in microseconds since midnight. */
export function parseClock(text: string): number | undefined {
  const match = CLOCK.exec(text)
  if (match === null) return undefined
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return (hour * 3600 + minute * 60 + second) * 1_000_000 + Number((match[4] ?? '').padEnd(6, '0'))
}

export function clockText(micros: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const seconds = Math.floor(micros / 1_000_000)
  const fraction = String(micros % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const base = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return fraction === '' ? base : `${base}.${fraction}`
}
