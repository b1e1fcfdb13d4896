import { Temporal } from 'temporal-polyfill'
import { type Day, dayOf, daysInMonth, isKnownDay } from './civil.ts'

/** A moment in microseconds since 1970-01-01T00:00Z, the precision of Postgres. */
export type Moment = bigint

/** A wall clock time in microseconds since 1970-01-01T00:00 of that clock. */
export type Wall = bigint

const DATETIME =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?(Z|z|[+-]\d{2}(?::?\d{2})?)$/
export const DAY_LENGTH = 86_400_000_000n

/** A moment out of an ISO text with an offset, years 0001-9999; undefined for anything else. */
export function parseMoment(text: string): Moment | undefined {
  const match = DATETIME.exec(text)
  if (match === null) return undefined
  const part = (index: number): number => Number(match[index] ?? 0)
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)]
  if (year < 1) return undefined
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const offset = offsetMinutes(match[8] ?? 'Z')
  if (offset === undefined) return undefined
  const seconds = BigInt(dayOf(year, month, day)) * 86_400n + BigInt(hour * 3600 + minute * 60 + second - offset * 60)
  const moment = seconds * 1_000_000n + BigInt((match[7] ?? '').padEnd(6, '0') || '0')
  return isKnownMoment(moment) ? moment : undefined
}

function offsetMinutes(text: string): number | undefined {
  if (text === 'Z' || text === 'z') return 0
  const digits = text.slice(1).replace(':', '')
  const hours = Number(digits.slice(0, 2))
  const minutes = Number(digits.slice(2))
  if (hours > 15 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** Whether the moment lies in the years 0001 to 9999, in UTC. */
export const isKnownMoment = (moment: Moment): boolean => isKnownDay(wallDay(moment))

const floorDiv = (a: bigint, b: bigint): bigint => (a >= 0n || a % b === 0n ? a / b : a / b - 1n)

/** The calendar day of a wall clock time (or of a moment, in UTC). */
export const wallDay = (wall: Wall): Day => Number(floorDiv(wall, DAY_LENGTH))
/** Microseconds since midnight. */
export const wallClock = (wall: Wall): bigint => wall - BigInt(wallDay(wall)) * DAY_LENGTH
export const wallOf = (day: Day, clock: bigint = 0n): Wall => BigInt(day) * DAY_LENGTH + clock

/** ISO text in UTC, with as many decimals as there are. */
export function momentText(moment: Moment): string {
  const seconds = floorDiv(moment, 1_000_000n)
  const micros = moment - seconds * 1_000_000n
  const base = new Date(Number(seconds) * 1000).toISOString().slice(0, -5)
  const millis = micros % 1000n === 0n ? String(micros / 1000n).padStart(3, '0') : String(micros).padStart(6, '0')
  return `${base}.${millis}Z`
}

const instantOf = (moment: Moment): Temporal.Instant => new Temporal.Instant(moment * 1000n)

type Stretch = { readonly from: Moment; readonly to: Moment; readonly offset: bigint }
const stretches = new Map<string, Stretch[]>()
const FOREVER = 10n ** 20n

/** The zone's offset at a moment, in microseconds. Stretches between two clock changes are remembered. */
export function offsetAt(moment: Moment, zone: string): bigint {
  const known = stretches.get(zone) ?? []
  const found = known.find((stretch) => moment >= stretch.from && moment < stretch.to)
  if (found !== undefined) return found.offset
  const zoned = instantOf(moment).toZonedDateTimeISO(zone)
  // `previous` looks strictly before, so that a change at this very moment needs one microsecond more.
  const begin = instantOf(moment + 1n)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('previous')
  const end = zoned.getTimeZoneTransition('next')
  const stretch = {
    from: begin === null ? -FOREVER : begin.epochNanoseconds / 1000n,
    to: end === null ? FOREVER : end.epochNanoseconds / 1000n,
    offset: BigInt(zoned.offsetNanoseconds) / 1000n,
  }
  stretches.set(zone, [stretch, ...known.slice(0, 200)])
  return stretch.offset
}

/** The moments after `from`, up to `to`, at which the clocks of a zone change. */
export function clockChanges(from: Moment, to: Moment, zone: string): readonly Moment[] {
  const found: Moment[] = []
  for (let at = instantOf(from).toZonedDateTimeISO(zone); ; ) {
    const next = at.getTimeZoneTransition('next')
    if (next === null || next.epochNanoseconds > to * 1000n) return found
    found.push(next.epochNanoseconds / 1000n)
    at = next
  }
}

/** What the clocks of the zone show at a moment. */
export const toWall = (moment: Moment, zone: string): Wall => moment + offsetAt(moment, zone)

/**
 * The moment at which the clocks of the zone show `wall`. In a spring gap the clock before the change counts on; of an hour that
 * comes twice the later one is meant, as in Postgres.
 */
export function toMoment(wall: Wall, zone: string): Moment {
  const before = offsetAt(wall - DAY_LENGTH, zone)
  const after = offsetAt(wall + DAY_LENGTH, zone)
  if (offsetAt(wall - after, zone) === after) return wall - after
  return wall - before
}

/** The first moment of a day: midnight, or the end of a gap that swallows it, or the earlier of two midnights. */
export function dayStart(day: Day, zone: string): Moment {
  const wall = wallOf(day)
  const moment = toMoment(wall, zone)
  const earlier = moment - 3_600_000_000n
  return wallDay(toWall(earlier, zone)) === day ? earlier : moment
}

/** Whether the name is a time zone of the IANA list. */
export function isZone(zone: string): boolean {
  try {
    instantOf(0n).toZonedDateTimeISO(zone)
    return /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)
  } catch {
    return false
  }
}
