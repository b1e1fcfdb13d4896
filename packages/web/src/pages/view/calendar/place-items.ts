import type { CalendarItem } from './calendar-shape.ts'
import { addDays, type Day, daysBetween } from './days.ts'

/** An item in one week: from which of its days on, over how many, and in which line below them. */
export type PlacedItem = {
  readonly item: CalendarItem
  readonly column: number
  readonly days: number
  readonly line: number
  /** It goes on before or after the week. */
  readonly isCut: boolean
}

/** Puts the items of a week into lines, so that none covers another: earlier first, at the same day the longer one. */
export function placeItems(items: readonly CalendarItem[], monday: Day): readonly PlacedItem[] {
  const sunday = addDays(monday, 6)
  const inWeek = items
    .filter((item) => item.from <= sunday && item.to >= monday)
    .toSorted(
      (a, b) =>
        compare(a.from < monday ? monday : a.from, b.from < monday ? monday : b.from) ||
        daysBetween(b.from, b.to) - daysBetween(a.from, a.to) ||
        compare(a.time, b.time),
    )
  // How far every line is taken.
  const taken: number[] = []
  return inWeek.map((item) => {
    const column = Math.max(0, daysBetween(monday, item.from))
    const last = Math.min(6, daysBetween(monday, item.to))
    const free = taken.findIndex((until) => until < column)
    const line = free < 0 ? taken.length : free
    taken[line] = last
    return { item, column, days: last - column + 1, line, isCut: item.from < monday || item.to > sunday }
  })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
