import {
  type CellProps,
  type FieldUi,
  type FilterInputProps,
  Input,
  type InputProps,
  SegmentedControl,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconCheck, IconToggleLeft } from '@atelier/ui/icons'
import { useControl } from '../../ui/control.ts'
import { pastedBoolean } from '../../ui/pasted.ts'
import { fieldTexts } from '../../ui/texts.ts'

function BooleanCell({ value }: CellProps) {
  const t = useTexts(fieldTexts)
  if (value === true) return <IconCheck size={16} stroke={1.75} role="img" aria-label={t('yes')} />
  return value === false ? <span className="faint">{t('no')}</span> : null
}

/** Yes, no and, where the field may be empty, neither; one Tab stop, arrows choose. */
function BooleanInput(props: InputProps) {
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

function BooleanFilter({ field, value, onChange }: FilterInputProps) {
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

const boolean: FieldUi = {
  kind: 'boolean',
  Icon: IconToggleLeft,
  width: 88,
  fromPaste: pastedBoolean,
  Cell: BooleanCell,
  Input: BooleanInput,
  FilterInput: BooleanFilter,
}
export default boolean
