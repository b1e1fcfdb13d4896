import type { ClockUnit } from '../types.ts'
import { addMonths, civilOf, type Day, isKnownDay } from './civil.ts'
import {
  DAY_LENGTH,
  isKnownMoment,
  type Moment,
  toMoment,
  toWall,
  type Wall,
  wallClock,
  wallDay,
  wallOf,
} from './instant.ts'

/** How far one addition may reach: past it every result is outside the years 0001 to 9999. */
export const REACH: { readonly [unit in ClockUnit]: number } = {
  minute: 6_000_000_000,
  hour: 100_000_000,
  day: 4_000_000,
  week: 600_000,
  month: 130_000,
  quarter: 44_000,
  year: 11_000,
}
/** Months in a unit that is made of months. */
export const MONTHS_IN: { readonly [unit in ClockUnit]?: number } = { month: 1, quarter: 3, year: 12 }
/** Microseconds in a unit of fixed length. */
export const MICROS_IN: { readonly [unit in ClockUnit]?: bigint } = {
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: DAY_LENGTH,
  week: 7n * DAY_LENGTH,
}

/** A day `count` units later, clamped to the month's end; null outside the years that rules know. */
export function addToDay(day: Day, count: number, unit: ClockUnit): Day | null {
  if (Math.abs(count) > REACH[unit]) return null
  const months = MONTHS_IN[unit]
  const result = months === undefined ? day + count * (unit === 'week' ? 7 : 1) : addMonths(day, count * months)
  return isKnownDay(result) ? result : null
}

/** A moment `count` units later: hours and minutes elapse, days and months move the zone's calendar. */
export function addToMoment(moment: Moment, count: number, unit: ClockUnit, zone: string): Moment | null {
  if (Math.abs(count) > REACH[unit]) return null
  if (unit === 'hour' || unit === 'minute') {
    const result = moment + BigInt(count) * (MICROS_IN[unit] ?? 0n)
    return isKnownMoment(result) ? result : null
  }
  const wall = toWall(moment, zone)
  const day = addToDay(wallDay(wall), count, unit)
  if (day === null) return null
  const result = toMoment(wallOf(day, wallClock(wall)), zone)
  return isKnownMoment(result) ? result : null
}

const addWallMonths = (wall: Wall, months: number): Wall => wallOf(addMonths(wallDay(wall), months), wallClock(wall))

/** Whole units from one wall clock time to another, toward zero: the most that can be added to `from` without passing `to`. */
export function wallDifference(from: Wall, to: Wall, unit: ClockUnit): number {
  const size = MICROS_IN[unit]
  if (size !== undefined) return Number((to - from) / size)
  const [a, b] = [civilOf(wallDay(from)), civilOf(wallDay(to))]
  const calendar = (b.year - a.year) * 12 + b.month - a.month
  const reached = addWallMonths(from, calendar)
  const months = to >= from ? calendar - (reached > to ? 1 : 0) : calendar + (reached < to ? 1 : 0)
  return Math.trunc(months / (MONTHS_IN[unit] ?? 1)) + 0
}
