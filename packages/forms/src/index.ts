/** The form engine: what a record's form is, and how it behaves while it is filled in. Pure; runs in the browser. */
export { checkForm } from './check-form.ts'
export { formFor } from './choose-form.ts'
export { computedReads, computedRow, computedValues, fillsOf, relatedRecord, wantedOf } from './computed-values.ts'
export type { FormEnv, FormValues } from './env.ts'
export {
  dependents,
  fieldReads,
  fieldState,
  formState,
  type ItemState,
  isShown,
  type Judge,
  judgeOf,
  type Reason,
} from './form-state.ts'
export {
  type Conditions,
  type FieldPlace,
  type FormMode,
  fieldPlaces,
  type Layout,
  type LayoutItem,
  type LayoutPage,
  layoutOf,
} from './layout.ts'
export { idOf, inputOf, isEmptyValue, recordOf } from './record.ts'
export { valuesToSend } from './send-values.ts'
export { validate, valueProblems } from './validate.ts'
