import type { Model, ReportDimension, ReportDocument } from '@atelier/definitions'
import { compareNumbers } from '../decimal.ts'
import { bucketOf } from '../dimension.ts'
import { optionsAt } from '../labels.ts'
import { type Cell, others } from '../result.ts'
import { allColumns, type Group } from './groups.ts'

export type Compare = (a: Cell, b: Cell) => number

/** Order of a dimension's cells: options and buckets by their place, references by name, the rest by value; empty ones last. */
export function compareCells(
  model: Model,
  report: ReportDocument,
  dimension: ReportDimension,
  entity: string,
  language: string,
): Compare {
  const bucket = bucketOf(report, dimension)
  const keys = bucket
    ? bucket.kind === 'ranges'
      ? bucket.ranges.map((range) => range.key)
      : [...(bucket.kind === 'cases' ? bucket.cases : bucket.groups).map((one) => one.key), bucket.otherwise?.key ?? '']
    : dimension.field === undefined || dimension.unit !== undefined
      ? []
      : optionsAt(model, entity, dimension.field).map((option) => option.key)
  const place = new Map(keys.map((key, index) => [key, index]))
  const collator = new Intl.Collator(language)
  return (a, b) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    if (typeof a === 'object' && typeof b === 'object')
      return collator.compare(String(a['label'] ?? ''), String(b['label'] ?? ''))
    const [left, right] = [place.get(String(a)), place.get(String(b))]
    if (left !== undefined && right !== undefined) return left - right
    const numeric = /^-?\d+(\.\d+)?$/
    if (numeric.test(String(a)) && numeric.test(String(b))) return compareNumbers(String(a), String(b))
    return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
  }
}

function measureOf(group: Group | undefined, key: string): string | null {
  const value = group?.columns.get(allColumns)?.get(key) ?? [...(group?.columns.values() ?? [])][0]?.get(key)
  return value === undefined || value === null ? null : String(value)
}

function compareValues(a: string | null, b: string | null, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const numeric = /^-?\d+(\.\d+)?$/
  const order = numeric.test(a) && numeric.test(b) ? compareNumbers(a, b) : a < b ? -1 : a > b ? 1 : 0
  return descending ? -order : order
}

/**
 * Data rows and totals in their final order: rows by their dimensions from left to right (or by a value, as the report says), each subtotal below
 * the rows it adds up, the grand total last.
 */
export function orderGroups(
  report: ReportDocument,
  rows: readonly ReportDimension[],
  groups: readonly Group[],
  compares: readonly Compare[],
): readonly Group[] {
  const subtotal = (group: Group, depth: number): Group | undefined =>
    groups.find(
      (other) =>
        other.level === rows.length - depth - 1 &&
        other.cells.slice(0, depth + 1).every((cell, i) => sameCell(cell, group.cells[i] ?? null)),
    )
  const byDimension = (a: Group, b: Group): number => {
    for (let depth = 0; depth < rows.length; depth++) {
      const [left, right] = [a.cells[depth] ?? null, b.cells[depth] ?? null]
      if (sameCell(left, right)) continue
      const sort = rows[depth]?.sort
      if (typeof sort === 'object') {
        const order = compareValues(
          measureOf(subtotal(a, depth) ?? a, sort.by),
          measureOf(subtotal(b, depth) ?? b, sort.by),
          (sort.order ?? 'desc') === 'desc',
        )
        if (order !== 0) return order
      }
      const order = compares[depth]?.(left, right) ?? 0
      if (order !== 0) return sort === 'desc' && left !== null && right !== null ? -order : order
    }
    return 0
  }
  const sorted = [...groups.filter((group) => group.level === 0)].sort(
    (a, b) => othersLast(a, b) || bySort(report, a, b, rows) || byDimension(a, b),
  )
  const data = topOf(rows, sorted)
  const totals = groups.filter((group) => group.level > 0)
  if (totals.length === 0) return data
  const out: Group[] = []
  data.forEach((group, i) => {
    out.push(group)
    for (let level = 1; level < rows.length; level++) {
      const kept = rows.length - level
      const next = data[i + 1]
      const ends =
        next === undefined || group.cells.slice(0, kept).some((cell, d) => !sameCell(cell, next.cells[d] ?? null))
      const total = totals.find(
        (other) =>
          other.level === level &&
          other.cells.slice(0, kept).every((cell, d) => sameCell(cell, group.cells[d] ?? null)),
      )
      if (ends && total) out.push(total)
    }
  })
  return [...out, ...totals.filter((group) => group.level === rows.length)]
}

/** What was gathered stands below what it was gathered from. */
function othersLast(a: Group, b: Group): number {
  const depth = a.cells.findIndex((cell, index) => !sameCell(cell, b.cells[index] ?? null))
  if (depth < 0 || a.cells[depth] === b.cells[depth]) return 0
  return a.cells[depth] === others ? 1 : b.cells[depth] === others ? -1 : 0
}

/** The report's own `sort`: value or dimension keys, `-` for descending. */
function bySort(report: ReportDocument, a: Group, b: Group, rows: readonly ReportDimension[]): number {
  for (const entry of report.sort ?? []) {
    const descending = entry.startsWith('-')
    const key = descending ? entry.slice(1) : entry
    const dimension = rows.findIndex((row) => row.key === key)
    if (dimension >= 0) continue
    const order = compareValues(measureOf(a, key), measureOf(b, key), descending)
    if (order !== 0) return order
  }
  return 0
}

/** Keeps the first so many groups of a dimension that asks for them. */
function topOf(rows: readonly ReportDimension[], sorted: readonly Group[]): readonly Group[] {
  return rows.reduce<readonly Group[]>((kept, row, depth) => {
    if (row.top === undefined || row.others === true) return kept
    const seen = new Map<string, Set<string>>()
    return kept.filter((group) => {
      const parent = JSON.stringify(group.cells.slice(0, depth))
      const own = JSON.stringify(group.cells[depth] ?? null)
      const among = seen.get(parent) ?? new Set<string>()
      seen.set(parent, among)
      if (!among.has(own) && among.size >= (row.top ?? 0)) return false
      among.add(own)
      return true
    })
  }, sorted)
}

export function sameCell(a: Cell, b: Cell): boolean {
  if (a !== null && b !== null && typeof a === 'object' && typeof b === 'object') return a['id'] === b['id']
  return a === b
}
