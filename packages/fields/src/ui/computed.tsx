// biome-ignore-all lint/correctness/noComponentHookFactories: called once, while the registry is made, so the components keep their identity
import type { FieldUi, FieldView } from '@atelier/ui'
import { ReadOnly } from './ReadOnly.tsx'

export type UiOf = (field: FieldView) => FieldUi

/** What a computed field is drawn with: shown and filtered as the type of its result, written by nobody. */
export function computedUi(uiOf: UiOf): Pick<FieldUi, 'Cell' | 'Input' | 'FilterInput'> {
  const resultOf = (field: FieldView): FieldView => ({ ...field, type: field.result ?? 'text' })
  return {
    Cell: (props) => {
      const field = resultOf(props.field)
      const { Cell } = uiOf(field)
      return <Cell {...props} field={field} />
    },
    Input: (props) => {
      const field = resultOf(props.field)
      const { Cell } = uiOf(field)
      return (
        <ReadOnly props={props} note="computed">
          <Cell field={field} value={props.value} density="full" />
        </ReadOnly>
      )
    },
    FilterInput: (props) => {
      const field = resultOf(props.field)
      const { FilterInput } = uiOf(field)
      return <FilterInput {...props} field={field} />
    },
  }
}
