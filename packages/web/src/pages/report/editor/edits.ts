import type { PeriodUnit, ReportDimension, ReportDocument, ReportValue } from '@atelier/definitions'
import type { Label } from '@atelier/ui'
import { dimensionOver, keysOf, valuesOver } from './draft.ts'
import { partKey } from './editor-fields.ts'
import { countPath, type ShelfField } from './field-groups.ts'

/** The shelves whose order counts. */
export type Shelf = 'rows' | 'columns' | 'values'
export const shelves: readonly Shelf[] = ['rows', 'columns', 'values']

const insert = <Item>(items: readonly Item[], at: number, ...more: readonly Item[]): readonly Item[] => [
  ...items.slice(0, at),
  ...more,
  ...items.slice(at),
]

/** The draft with a field put on a shelf, at a place in it or at its end. What stands there already is not put there twice. */
export function place(
  draft: ReportDocument,
  field: ShelfField,
  shelf: Shelf,
  at = Number.POSITIVE_INFINITY,
): ReportDocument {
  if (!field.shelves.includes(shelf)) return draft
  if (shelf === 'values') {
    const added = valuesOver(draft, field.path === countPath ? undefined : field)
    return { ...draft, values: insert(draft.values ?? [], at, ...added) }
  }
  const isThere = [...(draft.rows ?? []), ...(draft.columns ?? [])].find(
    (part) => part.field === field.path && part.unit === undefined,
  )
  if (isThere) return move(draft, isThere.key, shelf, at)
  return { ...draft, [shelf]: insert(draft[shelf] ?? [], at, dimensionOver(draft, field)) }
}

/** The shelf on which a part stands. */
export const shelfOf = (draft: ReportDocument, key: string): Shelf | undefined =>
  shelves.find((shelf) => (draft[shelf] ?? []).some((part) => part.key === key))

/** The draft with a part moved, `at` counted without it. Values stay values; rows and columns change places. */
export function move(draft: ReportDocument, key: string, to: Shelf, at = Number.POSITIVE_INFINITY): ReportDocument {
  const from = shelfOf(draft, key)
  if (from === undefined || (from === 'values') !== (to === 'values')) return draft
  if (from === 'values') {
    const values = draft.values ?? []
    const moved = values.filter((value) => value.key === key)
    return {
      ...draft,
      values: insert(
        values.filter((value) => value.key !== key),
        at,
        ...moved,
      ),
    }
  }
  const part = (draft[from] ?? []).find((each) => each.key === key)
  if (!part || to === 'values') return draft
  const without = { ...draft, [from]: (draft[from] ?? []).filter((each) => each.key !== key) }
  return { ...without, [to]: insert(without[to] ?? [], at, part) }
}

/** The values that cannot be without another: shares, comparisons and formulas of it, and what rests on those. */
function restsOn(values: readonly ReportValue[], key: string): readonly string[] {
  const direct = values.filter(
    (value) =>
      value.of === key ||
      value.compare?.measure === key ||
      (value.formula !== undefined && JSON.stringify(value.formula).includes(`{"measure":"${key}"}`)),
  )
  return direct.flatMap((value) => [value.key, ...restsOn(values, value.key)])
}

/** The draft without a part, and without whatever rests on it. */
export function take(draft: ReportDocument, key: string): ReportDocument {
  const gone = new Set([key, ...restsOn(draft.values ?? [], key)])
  const stay = (part: { readonly key: string }) => !gone.has(part.key)
  const sorted = (part: ReportDimension): ReportDimension => {
    if (typeof part.sort !== 'object' || !gone.has(part.sort.by)) return part
    const { sort: _, top: __, others: ___, ...rest } = part
    return rest
  }
  return {
    ...draft,
    ...(draft.rows === undefined ? {} : { rows: draft.rows.filter(stay).map(sorted) }),
    ...(draft.columns === undefined ? {} : { columns: draft.columns.filter(stay).map(sorted) }),
    ...(draft.values === undefined ? {} : { values: draft.values.filter(stay) }),
  }
}

/** The draft with a row or column as `change` makes it. */
export function setDimension(
  draft: ReportDocument,
  key: string,
  change: (part: ReportDimension) => ReportDimension,
): ReportDocument {
  const on = (parts: readonly ReportDimension[] | undefined) =>
    parts?.map((part) => (part.key === key ? change(part) : part))
  const rows = on(draft.rows)
  const columns = on(draft.columns)
  return { ...draft, ...(rows ? { rows } : {}), ...(columns ? { columns } : {}) }
}

/** The draft with a value changed in part. */
export const setValue = (draft: ReportDocument, key: string, change: Partial<ReportValue>): ReportDocument => ({
  ...draft,
  values: (draft.values ?? []).map((value) => (value.key === key ? { ...value, ...change } : value)),
})

const after = (draft: ReportDocument, key: string, added: readonly ReportValue[]): ReportDocument => {
  const values = draft.values ?? []
  const at = values.findIndex((value) => value.key === key) + 1
  return { ...draft, values: insert(values, at, ...added) }
}

/** What can be said of a value beside it. */
export type Beside = 'all' | 'row' | 'column' | 'running' | 'rank' | 'delta'

/** The draft with a share, a running total, a rank or a difference shown beside a value. */
export function addBeside(draft: ReportDocument, key: string, beside: Beside, label: Label): ReportDocument {
  const own = partKey(`${key}.${beside}`, keysOf(draft))
  const isShare = beside === 'all' || beside === 'row' || beside === 'column'
  const added: ReportValue = isShare
    ? { key: own, label, window: 'percentOf', of: key, within: beside, scale: 4, format: 'percent' }
    : { key: own, label, window: beside, of: key }
  return after(draft, key, [added])
}

/** The draft with a value compared with an earlier time: the value then, and by what part it has changed. */
export function addCompare(
  draft: ReportDocument,
  key: string,
  shift: readonly [number, PeriodUnit],
  labels: { readonly before: Label; readonly change: Label },
): ReportDocument {
  const before = partKey(`${key}.before`, keysOf(draft))
  const change = partKey(`${key}.change`, [...keysOf(draft), before])
  return after(draft, key, [
    { key: before, label: labels.before, compare: { measure: key, shift } },
    {
      key: change,
      label: labels.change,
      formula: { '/': [{ '-': [{ measure: key }, { measure: before }] }, { measure: before }] },
      scale: 4,
      format: 'percent',
    },
  ])
}
