import { fieldUi, valueUi } from '@atelier/fields/ui'
import type { FieldView, ValueKind } from '@atelier/ui'

/** What the values of a field are; of a computed one those of its result. */
export const valueKind = (field: FieldView): ValueKind => valueUi(field).kind

/** Whether the field itself, not what it is computed as, has values of one of the kinds. */
export const isOfKind = (field: Pick<FieldView, 'type'>, ...kinds: readonly ValueKind[]): boolean =>
  kinds.includes(fieldUi(field).kind)

/** Whether values of the field are numbers: right-aligned, tabular. */
export const isNumeric = (field: FieldView): boolean => ['number', 'money'].includes(valueKind(field))

/** Whether values of the field are points in time. */
export const isTemporal = (field: FieldView): boolean => ['date', 'datetime'].includes(valueKind(field))

/** Whether a value holds more than a line of a list does. */
export const isLong = (field: FieldView): boolean => isOfKind(field, 'prose', 'collection', 'files')

/** Whether the field can be edited in a cell or in place. */
export const editsInPlace = (field: FieldView): boolean => !isOfKind(field, 'collection', 'files')

/** The fields that tell most about a record at a glance, the most telling first, one of each type. */
export function mostTelling(fields: readonly FieldView[]): readonly FieldView[] {
  const byRank = new Map<number, FieldView>()
  for (const field of fields) {
    const { telling } = fieldUi(field)
    if (telling !== undefined && !byRank.has(telling)) byRank.set(telling, field)
  }
  return [...byRank].toSorted(([a], [b]) => a - b).map(([, field]) => field)
}
