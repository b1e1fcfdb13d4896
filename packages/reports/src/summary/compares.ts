import { completeColumns, emptyValues, type Groups, groupKey } from './groups.ts'
import type { SummaryPlan } from './plan.ts'
import type { Shift } from './shift.ts'

/**
 * Puts the values of a moved report beside those of the report itself, row by row and column by column. `adds`: rows and columns that only the other
 * period has are rows of the report too, with nothing in them now.
 */
export function applyCompares(plan: SummaryPlan, groups: Groups, moved: Groups, shift: Shift, adds: boolean): void {
  const values = plan.values.flatMap(({ key, compare }) =>
    compare !== undefined && compare.shift.join(' ') === shift.join(' ') ? [{ key, measure: compare.measure }] : [],
  )
  const rows = new Map(groups.rows.map((group) => [groupKey(group.level, group.cells), group]))
  if (adds)
    for (const [column, cells] of moved.columns) if (!groups.columns.has(column)) groups.columns.set(column, cells)
  for (const { level, cells, columns } of moved.rows) {
    const known = rows.get(groupKey(level, cells))
    if (!known && !adds) continue
    const group = known ?? { level, cells, columns: new Map() }
    if (!known) groups.rows.push(group)
    for (const [column, found] of columns) {
      const into = group.columns.get(column) ?? (adds ? emptyValues(plan) : undefined)
      if (into === undefined) continue
      group.columns.set(column, into)
      for (const { key, measure } of values) into.set(key, found.get(measure) ?? null)
    }
  }
  completeColumns(plan, groups)
}
