import type { FieldView } from '@atelier/ui'

/** Whether values of the field are numbers: right-aligned, tabular. */
export const isNumeric = (field: FieldView): boolean =>
  ['number', 'percent', 'money'].includes(field.result ?? field.type) || field.type === 'rollup'

/** Whether the field can be edited in a cell or in place. */
export const editsInPlace = (field: FieldView): boolean => !['lines', 'file'].includes(field.type)
