import { type CellProps, type FilterInputProps, type InputProps, Textarea, TextInput } from '@atelier/ui'
import { Bounds } from './Bounds.tsx'
import { useControl } from './control.ts'
import { asText } from './value.ts'

/** A text: one line in a list, all of it on a page. */
export function TextCell({ value, density }: CellProps) {
  return <span className={density === 'full' ? 'field-text' : 'cut'}>{asText(value)}</span>
}

type LineProps = {
  readonly props: InputProps
  readonly type: 'text' | 'email' | 'tel' | 'url'
  readonly placeholder?: string
}

/** A control for one line of text; phones offer the keyboard that fits the type. */
export function LineInput({ props, type, placeholder }: LineProps) {
  const control = useControl(props)
  return (
    <TextInput
      {...control}
      type={type}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

/** A control for text of several lines that grows with it. */
export function LongTextInput(props: InputProps) {
  const control = useControl(props)
  return (
    <Textarea
      {...control}
      autosize
      minRows={props.variant === 'cell' ? 1 : 3}
      maxRows={props.variant === 'cell' ? 6 : 12}
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

/** The value of a filter as text. */
export function TextFilter(props: FilterInputProps) {
  return (
    <Bounds
      props={props}
      box={(label, value, onChange, autoFocus) => (
        <TextInput
          aria-label={label}
          autoFocus={autoFocus}
          value={asText(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    />
  )
}
