import { fieldUi } from '@atelier/fields/ui'
import type { CellProps, FilterInputProps, InputProps } from '@atelier/ui'

/** A field's value in a list or on a page. */
export function FieldCell(props: CellProps) {
  const { Cell } = fieldUi(props.field)
  return <Cell {...props} />
}

/** A field's control. */
export function FieldInput(props: InputProps) {
  const { Input } = fieldUi(props.field)
  return <Input {...props} />
}

/** The control for the value of a filter's condition. */
export function FieldFilterInput(props: FilterInputProps) {
  const { FilterInput } = fieldUi(props.field)
  return <FilterInput {...props} />
}
