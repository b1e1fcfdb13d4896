import {
  type CellProps,
  type FieldUi,
  type FilterInputProps,
  type InputProps,
  Textarea,
  TextInput,
  useLabel,
} from '@atelier/ui'
import { asText, plainText } from '../values.ts'
import { useControl } from '../wrap.ts'

/** Any value as one line of text. */
export function TextCell({ field, value, density }: CellProps) {
  const read = useLabel()
  const text = plainText(field, value, (label, key) => read(label, key))
  return <span className={density === 'full' ? 'field-text' : 'cut'}>{text}</span>
}

const inputTypes: Readonly<Record<string, string>> = { email: 'email', phone: 'tel', url: 'url' }

function ShortInput(props: InputProps) {
  const control = useControl(props)
  return (
    <TextInput
      {...control}
      type={inputTypes[props.field.type] ?? 'text'}
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

function LongInput(props: InputProps) {
  const control = useControl(props)
  return (
    <Textarea
      {...control}
      autosize
      minRows={props.variant === 'cell' ? 1 : 2}
      maxRows={8}
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

/** A filter's value as text. */
export function TextFilter({ field, value, onChange, autoFocus }: FilterInputProps) {
  const control = useControl({ field, value, onChange, variant: 'cell', autoFocus })
  return <TextInput {...control} value={asText(value)} onChange={(event) => onChange(event.currentTarget.value)} />
}

export const textUi: FieldUi = { Cell: TextCell, Input: ShortInput, FilterInput: TextFilter }
export const longTextUi: FieldUi = { Cell: TextCell, Input: LongInput, FilterInput: TextFilter }
