import type { ReportValue } from '@atelier/definitions'
import { finishMeasure } from '../measure.ts'
import type { Cell } from '../result.ts'
import type { SummaryPlan } from './plan.ts'

/** Finished values of one group, by value key. */
export type Values = Map<string, number | string | null>

/** One row of a summary on its way: its dimension cells, and its values by column ('' stands for all columns together). */
export type Group = {
  readonly level: number
  readonly cells: readonly Cell[]
  readonly columns: Map<string, Values>
}

export type Groups = {
  readonly rows: Group[]
  /** Cells of each pivoted column by its key. */
  readonly columns: Map<string, readonly Cell[]>
}

export type RawGroup = readonly [fact: number, grouping: number, dims: readonly Cell[], values: readonly unknown[]]

/** How a cell is written as a key of an object: a reference by its id, an empty one as ''. */
export function columnKey(cells: readonly Cell[]): string {
  return cells
    .map((cell) => (cell === null ? '' : typeof cell === 'object' ? String('id' in cell ? cell.id : '') : String(cell)))
    .join('|')
}

/** Key of the values of all columns together. */
export const allColumns = ''

/** What tells a row from every other. */
export const groupKey = (level: number, cells: readonly Cell[]): string =>
  `${level} ${JSON.stringify(cells.map((cell) => (cell !== null && typeof cell === 'object' && 'id' in cell ? cell.id : cell)))}`

/** Puts the raw groups of all facts together: one group per row, level and column. What a fact does not have is 0 for counts, empty otherwise. */
export function collectGroups(plan: SummaryPlan, raw: readonly RawGroup[]): Groups {
  const dims = plan.rows.length + plan.columns.length
  const rows = new Map<string, Group>()
  const columns = new Map<string, readonly Cell[]>()
  const bit = (grouping: number, index: number): boolean => (grouping & (1 << (dims - 1 - index))) !== 0
  for (const [fact, grouping, cells, values] of raw) {
    const kept = plan.rows.filter((_, index) => !bit(grouping, index)).length
    const pivoted = plan.columns.length > 0 && !bit(grouping, plan.rows.length)
    const level = plan.rows.length - kept
    const rowCells = plan.rows.map((_, index) => (index < kept ? (cells[index] ?? null) : null))
    const columnCells = pivoted ? cells.slice(plan.rows.length) : []
    const column = pivoted ? `=${columnKey(columnCells)}` : allColumns
    if (pivoted && !columns.has(column)) columns.set(column, columnCells)
    const key = groupKey(level, rowCells)
    const group = rows.get(key) ?? { level, cells: rowCells, columns: new Map<string, Values>() }
    rows.set(key, group)
    const into = group.columns.get(column) ?? emptyValues(plan)
    group.columns.set(column, into)
    plan.facts[fact]?.values.forEach((value, index) => {
      into.set(value.key, finishMeasure(value, values[index]))
    })
  }
  if (plan.rows.length === 0 && rows.size === 0)
    rows.set('0 []', { level: 0, cells: [], columns: new Map([[allColumns, emptyValues(plan)]]) })
  const groups = { rows: [...rows.values()], columns }
  completeColumns(plan, groups)
  return groups
}

/** Gives every row every column. */
export function completeColumns(plan: SummaryPlan, { rows, columns }: Groups): void {
  if (plan.columns.length === 0) return
  for (const group of rows)
    for (const column of columns.keys()) if (!group.columns.has(column)) group.columns.set(column, emptyValues(plan))
}

/** Whether a value counts, so that it is 0 where there is nothing; a comparison does when what it compares does. */
export function isCount(plan: SummaryPlan, value: ReportValue): boolean {
  const { compare } = value
  const measure = compare && plan.values.find(({ key }) => key === compare.measure)
  if (compare) return measure !== undefined && measure.compare === undefined && isCount(plan, measure)
  return (
    value.formula === undefined &&
    value.window === undefined &&
    (value.aggregate === undefined || value.aggregate === 'count' || value.aggregate === 'countDistinct')
  )
}

/** The values of a group without records. */
export function emptyValues(plan: SummaryPlan): Values {
  return new Map(plan.values.map((value) => [value.key, isCount(plan, value) ? 0 : null]))
}
