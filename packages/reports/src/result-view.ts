import type { Label } from '@atelier/definitions'
import { others, type ReportColumn } from './result.ts'

/** A column of a report's answer, as tables and charts read it; its name may still be in several languages. */
export type ColumnView = Omit<ReportColumn, 'label'> & { readonly label: Label }

export type RowView = Readonly<Record<string, unknown>>

export type ResultView = {
  readonly columns: readonly ColumnView[]
  readonly rows: readonly RowView[]
  readonly truncated: boolean
  readonly explain: unknown
}

/** One number of a report: the values of its row's dimensions, of its column, and which measure. */
export type CellView = {
  readonly row: RowView
  readonly col?: RowView
  readonly value: string
}

export type CellWords = {
  /** What is not among the first so many. */
  readonly others: string
  readonly none: string
  readonly overdue: string
  readonly yes: string
  readonly no: string
}

export const isJson = (value: unknown): value is RowView =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const dimensionsOf = (result: ResultView): readonly ColumnView[] =>
  result.columns.filter((column) => column.role === 'dimension')
export const measuresOf = (result: ResultView): readonly ColumnView[] =>
  result.columns.filter((column) => column.role === 'measure')

/** 0 for a row of data, n for a total over the last n row dimensions. */
export const levelOf = (row: RowView): number => (typeof row._level === 'number' ? row._level : 0)

/** A measure's value in a row; in a pivot the one under a column value. */
export function measureAt(row: RowView, measure: string, column?: string): unknown {
  const cell = row[measure]
  return column === undefined ? cell : isJson(cell) ? (cell[column] ?? null) : null
}

/** What a dimension's value is called. */
export function dimensionText(column: ColumnView, value: unknown, words: CellWords): string {
  if (value === null || value === undefined || value === '') return words.none
  if (value === others || (isJson(value) && value.id === others)) return words.others
  if (isJson(value)) {
    if ('amount' in value) return String(value.amount ?? '')
    return String(value.label ?? value.id ?? '')
  }
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value)) return value.map((each) => dimensionText(column, each, words)).join(', ')
  if (value === 'overdue' && !column.options) return words.overdue
  return column.options?.find((option) => option.key === value)?.label ?? String(value)
}

/** A measure as a number, for lengths and places only; amounts are written from their digits. */
export function asNumber(value: unknown): number | null {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : null
}

/** How numbers are written: in which language, and whether large ones by 万 and 亿. */
export type Digits = { readonly language: string; readonly bigNumbers: 'plain' | 'wan' }

/** Whether two cells stand at the same place, whichever number of it they show. */
export const samePlace = (one: CellView, other: CellView): boolean =>
  JSON.stringify([one.row, one.col ?? {}]) === JSON.stringify([other.row, other.col ?? {}])
