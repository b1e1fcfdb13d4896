import type { ReportValue } from '@atelier/definitions'
import { compareNumbers, plus, ratio, settle, times } from '../decimal.ts'
import { allColumns, type Group, type Values } from './groups.ts'

const textOf = (value: number | string | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

/**
 * Fills in a window value for rows in their final order (data rows; totals too where it is a share): share of a total, running total, rank (largest first, ties
 * alike), difference to the row before.
 */
export function applyWindow(value: ReportValue, rows: readonly Group[], grand: Group | undefined): void {
  const of = value.of ?? ''
  const columns = new Set(rows.flatMap((row) => [...row.columns.keys()]))
  for (const column of columns) {
    const cells = rows.map((row) => row.columns.get(column))
    if (value.window === 'percentOf')
      for (const [i, row] of rows.entries()) share(value, of, row, cells[i], column, grand)
    if (value.window === 'running') running(value, of, cells)
    if (value.window === 'rank') rank(value, of, cells)
    if (value.window === 'delta') delta(value, of, cells)
  }
}

function share(
  value: ReportValue,
  of: string,
  row: Group,
  cell: Values | undefined,
  column: string,
  grand: Group | undefined,
): void {
  const whole =
    value.within === 'row'
      ? row.columns.get(allColumns)
      : value.within === 'column'
        ? grand?.columns.get(column)
        : grand?.columns.get(allColumns)
  cell?.set(value.key, ratio(textOf(cell.get(of)), textOf(whole?.get(of)), value.scale ?? 6))
}

function running(value: ReportValue, of: string, cells: readonly (Values | undefined)[]): void {
  let sum: string | null = null
  for (const cell of cells) {
    sum = plus(sum, textOf(cell?.get(of)))
    cell?.set(value.key, sum)
  }
}

function rank(value: ReportValue, of: string, cells: readonly (Values | undefined)[]): void {
  const ordered = cells.flatMap((cell) => textOf(cell?.get(of)) ?? []).sort((a, b) => compareNumbers(b, a))
  for (const cell of cells) {
    const own = textOf(cell?.get(of))
    cell?.set(value.key, own === null ? null : ordered.findIndex((other) => compareNumbers(other, own) === 0) + 1)
  }
}

function delta(value: ReportValue, of: string, cells: readonly (Values | undefined)[]): void {
  let before: string | null = null
  for (const cell of cells) {
    const own = textOf(cell?.get(of))
    const difference = own === null || before === null ? null : plus(own, times(before, '-1'))
    cell?.set(
      value.key,
      difference === null || value.scale === undefined ? difference : settle(difference, value.scale),
    )
    before = own
  }
}
