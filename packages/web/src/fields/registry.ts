import type { FieldUi, FieldView } from '@atelier/ui'
import { booleanUi, choicesUi, choiceUi, stageUi } from './types/choice.tsx'
import { dateUi } from './types/date.tsx'
import { linesUi } from './types/lines.tsx'
import { moneyUi, numberUi } from './types/number.tsx'
import { referencesUi, referenceUi } from './types/reference.tsx'
import { longTextUi, textUi } from './types/text.tsx'

// The one place where the app learns how field types look.
const byType: Readonly<Record<string, FieldUi>> = {
  longText: longTextUi,
  number: numberUi,
  percent: numberUi,
  money: moneyUi,
  boolean: booleanUi,
  date: dateUi,
  datetime: dateUi,
  choice: choiceUi,
  choices: choicesUi,
  tags: choicesUi,
  stage: stageUi,
  reference: referenceUi,
  user: referenceUi,
  owner: referenceUi,
  team: referenceUi,
  references: referencesUi,
  lines: linesUi,
}

/** How a field looks: by its type, a computed one by the type of its answer, and as text when the type is not known. */
export function fieldUi(field: FieldView): FieldUi {
  return byType[field.type] ?? (field.result ? byType[field.result] : undefined) ?? textUi
}

/** Whether values of the field are numbers: right-aligned, tabular. */
export const isNumeric = (field: FieldView): boolean =>
  ['number', 'percent', 'money'].includes(field.result ?? field.type) || field.type === 'rollup'

/** Whether the field can be edited in a cell or in place. */
export const editsInPlace = (field: FieldView): boolean => !['lines', 'file'].includes(field.type)
