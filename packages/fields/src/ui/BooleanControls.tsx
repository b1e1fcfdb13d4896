import { type FilterInputProps, Input, type InputProps, SegmentedControl, useLabel, useTexts } from '@atelier/ui'
import { useControl } from './control.ts'
import { fieldTexts } from './texts.ts'

/** Yes, no and, where the field may be empty, neither; one Tab stop, arrows choose. */
export function BooleanInput(props: InputProps) {
  const { field, value, onChange, onDone, required, variant = 'form' } = props
  const t = useTexts(fieldTexts)
  const read = useLabel()
  const {
    label: _,
    description,
    error,
    withAsterisk,
    ...control
  } = { withAsterisk: false, label: '', description: '', ...useControl(props) }
  const isRequired = required ?? field.required ?? false
  const choices = (
    <SegmentedControl
      {...control}
      aria-label={read(field.label, field.key)}
      value={value === true ? 'yes' : value === false ? 'no' : ''}
      data={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
        ...(isRequired ? [] : [{ value: '', label: t('unset') }]),
      ]}
      onChange={(choice) => {
        onChange(choice === '' ? null : choice === 'yes')
        onDone?.()
      }}
    />
  )
  if (variant === 'cell') return choices
  return (
    <Input.Wrapper
      label={read(field.label, field.key)}
      labelElement="div"
      description={description}
      error={error}
      withAsterisk={withAsterisk}
    >
      <div>{choices}</div>
    </Input.Wrapper>
  )
}

/** Yes or no, as a filter asks for it. */
export function BooleanFilter({ field, value, onChange }: FilterInputProps) {
  const t = useTexts(fieldTexts)
  const read = useLabel()
  return (
    <SegmentedControl
      aria-label={read(field.label, field.key)}
      value={value === false ? 'no' : 'yes'}
      data={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ]}
      onChange={(choice) => onChange(choice === 'yes')}
    />
  )
}
