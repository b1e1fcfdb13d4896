import type { Count, RecordJson } from '@atelier/api'
import type { TableLine, TableLines } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useMemo, useReducer, useRef } from 'react'
import { openWindow, type RecordWindow, type WindowQuery } from '../../records/record-window.ts'

/** A stretch of a table: all records, or those of one group, which has a head and can be folded away. */
export type Section = {
  readonly key: string
  readonly filter: unknown
  /** Known before a row is: of a group. */
  readonly rows?: number
  readonly isOpen: boolean
  readonly head?: ReactNode
}

type Placed = Section & { readonly from: number; readonly lines: number; readonly rowsFrom: number }

const waiting: TableLine<RecordJson> = { kind: 'wait' }
/** Stretches farther than this from what is in sight are let go. */
const far = 400

/** The lines of a table over records of any number: groups one below the other, each fetching what of it comes in sight. */
export function useTableLines(query: Omit<WindowQuery, 'filter'>, sections: readonly Section[]) {
  const queries = useQueryClient()
  const windows = useRef(new Map<string, { readonly window: RecordWindow; asked: string }>())
  const [version, changed] = useReducer((count: number) => count + 1, 0)
  const { entity, q, sort, fields } = query
  const open = useCallback(
    (section: Section): RecordWindow => {
      const wanted: WindowQuery = { entity, q, sort, fields, filter: section.filter }
      const asked = JSON.stringify(wanted)
      const known = windows.current.get(section.key)
      if (known) {
        if (known.asked !== asked) known.window.ask(wanted)
        known.asked = asked
        return known.window
      }
      const window = openWindow(queries, wanted, changed)
      windows.current.set(section.key, { window, asked })
      return window
    },
    [queries, entity, q, sort, fields],
  )
  useEffect(() => {
    const known = windows.current
    return () => {
      for (const { window } of known.values()) window.close()
      known.clear()
    }
  }, [])
  useEffect(() => {
    for (const [key, { window }] of windows.current) {
      if (sections.some((section) => section.key === key)) continue
      window.close()
      windows.current.delete(key)
    }
  }, [sections])
  // A table without groups asks before it can be drawn.
  const only = sections.length === 1 && sections[0]?.head === undefined ? sections[0] : undefined
  useEffect(() => {
    if (!only) return
    open(only)
    changed()
  }, [only, open])
  // biome-ignore lint/correctness/useExhaustiveDependencies: windows say by the version that they have changed
  const placed = useMemo((): readonly Placed[] => {
    let from = 0
    return sections.map((section) => {
      const window = windows.current.get(section.key)?.window
      const state = window?.state()
      const known = window && !state?.loading && !state?.stale ? window.rows() : undefined
      const rows = section.isOpen ? (known ?? section.rows ?? window?.rows() ?? 0) : 0
      const head = section.head === undefined ? 0 : 1
      const place = { ...section, from, rowsFrom: from + head, lines: head + rows }
      from += place.lines
      return place
    })
  }, [sections, version])
  const lines = useMemo((): TableLines<RecordJson> => {
    const count = placed.reduce((sum, section) => sum + section.lines, 0)
    const sectionAt = (index: number): Placed | undefined => {
      let [low, high] = [0, placed.length - 1]
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((placed[middle]?.from ?? 0) <= index) low = middle
        else high = middle - 1
      }
      return placed[low]
    }
    return {
      count,
      at: (index) => {
        const section = sectionAt(index)
        if (!section) return waiting
        if (index < section.rowsFrom)
          return { kind: 'group', key: section.key, isOpen: section.isOpen, head: section.head }
        const row = windows.current.get(section.key)?.window.at(index - section.rowsFrom)
        return row ? { kind: 'row', row } : waiting
      },
      inSight: (first, last) => {
        for (const section of placed) {
          const end = section.from + section.lines
          if (end + far < first || section.from - far > last) {
            windows.current.get(section.key)?.window.close()
            windows.current.delete(section.key)
          } else if (section.isOpen && section.rowsFrom <= last + 40 && end >= first - 40)
            open(section).need(Math.max(0, first - section.rowsFrom), Math.min(last, end) - section.rowsFrom)
        }
      },
    }
  }, [placed, open])
  const state = only ? windows.current.get(only.key)?.window : undefined
  const { loading, stale, error } = state?.state() ?? { loading: only !== undefined, stale: false, error: null }
  const count: Count | null = only
    ? (state?.count() ?? null)
    : { value: sections.reduce((sum, section) => sum + (section.rows ?? 0), 0), exact: true }
  return { lines, count, loading, stale, error }
}
