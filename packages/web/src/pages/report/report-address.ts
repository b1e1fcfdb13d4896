import type { ReportDocument } from '@atelier/definitions'
import type { CellView } from '@atelier/reports/ui'
import type { Params } from './use-reports.ts'

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object that an address carries as JSON; an empty one where it carries none. */
export function readJson(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const given: unknown = JSON.parse(text ?? '{}')
    return isJson(given) ? given : {}
  } catch {
    return {}
  }
}

/** The values that a report's parameters have until somebody chooses others. */
export const defaultsOf = (report: ReportDocument): Params =>
  Object.fromEntries((report.params ?? []).map((param) => [param.key, param.default ?? null]))

/** The values of parameters that an address names; unknown ones are left out. */
export function readParams(report: ReportDocument, text: string | undefined): Params {
  const known = new Set((report.params ?? []).map((param) => param.key))
  return Object.fromEntries(Object.entries(readJson(text)).filter(([key]) => known.has(key)))
}

/** The opened number that an address names. */
export function readCell(text: string | undefined): CellView | null {
  const cell = readJson(text)
  if (!isJson(cell.row) || typeof cell.value !== 'string') return null
  return { row: cell.row, ...(isJson(cell.col) ? { col: cell.col } : {}), value: cell.value }
}
