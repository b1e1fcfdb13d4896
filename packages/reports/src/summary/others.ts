import type { ReportValue } from '@atelier/definitions'
import { compareNumbers, plus } from '../decimal.ts'
import { type Cell, others } from '../result.ts'
import type { Group, RawGroup } from './groups.ts'
import type { SummaryPlan } from './plan.ts'

/** Whether a dimension keeps only its first groups and gathers the rest in one more. */
const gathers = (row: SummaryPlan['rows'][number]): boolean => row.top !== undefined && row.others === true

export const hasOthers = (plan: SummaryPlan): boolean => plan.rows.some(gathers)

const nameOf = (cell: Cell): string => JSON.stringify(cell !== null && typeof cell === 'object' ? cell['id'] : cell)

/**
 * The raw groups with those gathered that are not among the first of their dimension. `ordered`: the data rows in their final order. Counts, sums,
 * averages and extremes of the gathered are exact; what cannot be worked out from groups (medians, different values) is left empty.
 */
export function gatherOthers(
  plan: SummaryPlan,
  raw: readonly RawGroup[],
  ordered: readonly Group[],
): readonly RawGroup[] {
  const dimensions = plan.rows.length + plan.columns.length
  const isOf = (grouping: number, index: number): boolean => (grouping & (1 << (dimensions - 1 - index))) === 0
  const kept = plan.rows.map((row, depth) => {
    const first = new Map<string, Set<string>>()
    if (!gathers(row)) return first
    for (const { cells } of ordered) {
      const parent = cells.slice(0, depth).map(nameOf).join()
      const among = first.get(parent) ?? new Set<string>()
      first.set(parent, among)
      if (among.size < (row.top ?? 0)) among.add(nameOf(cells[depth] ?? null))
    }
    return first
  })
  const merged = new Map<string, RawGroup>()
  for (const [fact, grouping, cells, values] of raw) {
    const placed = cells.map((cell, index): Cell => {
      const row = plan.rows[index]
      if (!row || !gathers(row) || !isOf(grouping, index)) return cell
      const parent = cells.slice(0, index).map(nameOf).join()
      return kept[index]?.get(parent)?.has(nameOf(cell)) ? cell : others
    })
    const key = `${fact} ${grouping} ${placed.map(nameOf).join()}`
    const before = merged.get(key)
    const measures = plan.facts[fact % plan.facts.length]?.values ?? []
    merged.set(key, [
      fact,
      grouping,
      placed,
      before ? measures.map((value, index) => together(value, before[3][index], values[index])) : values,
    ])
  }
  return [...merged.values()]
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What an aggregate over two groups is, from what it is over each; undefined where that cannot be told. */
function together(value: ReportValue, one: unknown, other: unknown): unknown {
  switch (value.aggregate ?? 'count') {
    case 'count':
      return Number(one ?? 0) + Number(other ?? 0)
    case 'sum':
      return plus(textOf(one), textOf(other))
    case 'avg': {
      const [sum, count] = Array.isArray(one) ? one : [null, 0]
      const [more, further] = Array.isArray(other) ? other : [null, 0]
      return [plus(textOf(sum), textOf(more)), Number(count) + Number(further)]
    }
    case 'min':
    case 'max':
      return extreme(value.aggregate === 'max', textOf(one), textOf(other))
    default:
      return undefined
  }
}

function extreme(largest: boolean, one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  const numeric = /^-?\d+(\.\d+)?$/
  const order = numeric.test(one) && numeric.test(other) ? compareNumbers(one, other) : one < other ? -1 : 1
  return order > 0 === largest ? one : other
}
