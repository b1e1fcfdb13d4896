import type { TableSort } from '@atelier/ui'
import { isLong, isOfKind, isTemporal, valueKind } from '../../fields/registry.ts'
import type { FieldView } from '../../workspace/model.ts'

/** The order that `-amount,name` asks for, most important first. */
export const readSort = (sort: string): readonly TableSort[] =>
  sort
    .split(',')
    .filter(Boolean)
    .map((part) => ({ key: part.replace(/^-/, ''), descending: part.startsWith('-') }))

/** The way back of `readSort`. */
export const writeSort = (sorts: readonly TableSort[]): string =>
  sorts.map(({ key, descending }) => `${descending ? '-' : ''}${key}`).join(',')

/** The order after a click on a column: by it, then the other way round; with `add` after what was there. */
export function sortedBy(sort: string, key: string, add: boolean): string {
  const sorts = readSort(sort)
  const now = sorts.find((each) => each.key === key)
  if (!add) return writeSort([{ key, descending: now?.descending === false && sorts.length === 1 }])
  if (!now) return writeSort([...sorts, { key, descending: false }])
  return writeSort(sorts.map((each) => (each === now ? { key, descending: !now.descending } : each)))
}

/** The order in which a view's records come: by their group first. */
export function sortOf(state: { readonly sort: string; readonly group: string }): string {
  const isFirst = state.sort.split(',').some((part) => part.replace(/^-/, '') === state.group)
  return state.group === '' || isFirst ? state.sort : [state.group, state.sort].filter(Boolean).join(',')
}

/** Whether a list can be sorted by the field. */
export const canSort = (field: FieldView): boolean => !isLong(field) && !isOfKind(field, 'references', 'choices')

/** The words for the two directions, as they are said of a field. */
export function directionKeys(
  field: FieldView | undefined,
): readonly ['sortUp' | 'sortOld' | 'sortAz', 'sortDown' | 'sortNew' | 'sortZa'] {
  if (field && isTemporal(field)) return ['sortOld', 'sortNew']
  return field && ['text', 'reference', 'people'].includes(valueKind(field))
    ? ['sortAz', 'sortZa']
    : ['sortUp', 'sortDown']
}
