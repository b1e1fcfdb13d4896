import type { Label, ViewColumn, ViewDocument } from '@atelier/definitions'
import { type PartChange, withProperties } from './lists.ts'

/** A view to start from: every record, with the columns that a list shows by itself. */
export const newView = (given: {
  readonly id: string
  readonly key: string
  readonly label: Label
  readonly entity: string
}): ViewDocument => ({ kind: 'view', specVersion: 1, ...given, type: 'table' })

export const editView = (view: ViewDocument, change: PartChange<ViewDocument>): ViewDocument =>
  withProperties(view, change)

/** Columns in their order; without any the list chooses. */
export const setColumns = (view: ViewDocument, columns: readonly ViewColumn[]): ViewDocument =>
  editView(view, { columns: columns.length > 0 ? columns : undefined })

/** One thing a view is sorted by, and in which direction. */
export type SortKey = { readonly field: string; readonly descending: boolean }

export const sortKeys = (sort: readonly string[] | undefined): readonly SortKey[] =>
  (sort ?? []).map((path) => ({ field: path.replace(/^-/, ''), descending: path.startsWith('-') }))

export const setSort = (view: ViewDocument, keys: readonly SortKey[]): ViewDocument =>
  editView(view, {
    sort: keys.length > 0 ? keys.map(({ field, descending }) => (descending ? `-${field}` : field)) : undefined,
  })

/** How a board is drawn; what is empty is left out. */
export function setBoard(view: ViewDocument, change: PartChange<NonNullable<ViewDocument['board']>>): ViewDocument {
  const board = withProperties(view.board ?? {}, change)
  return editView(view, { board: Object.keys(board).length > 0 ? board : undefined })
}

/** How a calendar is drawn; what is empty is left out. */
export function setCalendar(
  view: ViewDocument,
  change: PartChange<NonNullable<ViewDocument['calendar']>>,
): ViewDocument {
  const calendar = withProperties(view.calendar ?? {}, change)
  return editView(view, { calendar: Object.keys(calendar).length > 0 ? calendar : undefined })
}

/** How many cards a lane takes before it says so; none takes the limit away. */
export function setLimit(view: ViewDocument, lane: string, limit: number | undefined): ViewDocument {
  const { [lane]: _, ...others } = view.board?.limit ?? {}
  const next = limit === undefined ? others : { ...others, [lane]: limit }
  return setBoard(view, { limit: Object.keys(next).length > 0 ? next : undefined })
}

export type Summary = NonNullable<ViewDocument['summary']>[number]

/** What stands below the columns: one figure for each field. */
export const setSummary = (view: ViewDocument, summary: readonly Summary[]): ViewDocument =>
  editView(view, { summary: summary.length > 0 ? summary : undefined })
