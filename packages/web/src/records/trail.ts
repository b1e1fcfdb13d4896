import type { Count, RecordPage } from '@atelier/api'

/** A row of a list, and the cursor that the rows from it on come after. */
export type Place = { readonly at: number; readonly after: string }

/** What is known of one list: cursors by row, how many there are, how far anybody has come. */
export function newTrail() {
  const cursors = new Map<number, string>([[0, '']])
  let [reached, end]: [number, number | null] = [0, null]
  let count: Count | null = null
  return {
    note: (at: number, page: RecordPage): void => {
      const to = at + page.records.length
      if (page.next === null) end = to
      else cursors.set(to, page.next)
      reached = Math.max(reached, to)
      count = page.count ?? count
    },
    /** The last place that is known at or before a row. */
    before: (row: number): Place => {
      let best = 0
      for (const at of cursors.keys()) if (at <= row && at > best) best = at
      return { at: best, after: cursors.get(best) ?? '' }
    },
    /** No place is known after this one, because the list ends before. */
    ends: (at: number): boolean => end !== null && ![...cursors.keys()].some((each) => each > at),
    reached: (): number => reached,
    count: (): Count | null => count,
  }
}
