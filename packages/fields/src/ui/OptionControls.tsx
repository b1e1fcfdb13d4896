import {
  Checkbox,
  type FieldView,
  type FilterInputProps,
  type InputProps,
  MultiSelect,
  Select,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { useControl } from './control.ts'
import { OptionName } from './OptionName.tsx'
import { fieldTexts } from './texts.ts'
import { asList, asText } from './value.ts'

/** What the field offers as pickers want it. Retired options are only offered where they are set. */
function useOptions(field: FieldView, value: unknown): { readonly value: string; readonly label: string }[] {
  const read = useLabel()
  const chosen = [value, ...asList(value)].map(asText)
  return (field.stages ?? field.options ?? [])
    .filter((option) => !('retired' in option && option.retired === true) || chosen.includes(option.key))
    .map((option) => ({ value: option.key, label: read(option.label, option.key) }))
}

/** A control for one option; typing finds it. */
export function OptionInput(props: InputProps) {
  const t = useTexts(fieldTexts)
  const read = useLabel()
  const control = useControl(props)
  const { field, value, onChange, onDone, required } = props
  return (
    <Select
      {...control}
      data={useOptions(field, value)}
      value={asText(value) || null}
      placeholder={t('choose')}
      searchable
      selectFirstOptionOnChange
      clearable={!(required ?? field.required ?? false)}
      clearButtonProps={{ 'aria-label': t('clear', { label: read(field.label, field.key) }) }}
      nothingFoundMessage={t('nothing')}
      renderOption={({ option }) => <OptionName field={field} name={option.value} />}
      defaultDropdownOpened={props.variant === 'cell' && props.autoFocus === true}
      onChange={(key) => {
        onChange(key)
        onDone?.()
      }}
    />
  )
}

/** A control for several options. */
export function OptionsInput(props: InputProps) {
  const t = useTexts(fieldTexts)
  const control = useControl(props)
  const { field, value, onChange } = props
  const chosen = asList(value).map(asText)
  return (
    <MultiSelect
      {...control}
      data={useOptions(field, value)}
      value={chosen}
      placeholder={chosen.length === 0 ? t('choose') : ''}
      searchable
      nothingFoundMessage={t('nothing')}
      renderOption={({ option }) => <OptionName field={field} name={option.value} />}
      onChange={(keys) => onChange(keys.length === 0 ? null : keys)}
    />
  )
}

/** The options that a filter asks for. */
export function OptionsFilter({ field, value, onChange, autoFocus = false }: FilterInputProps) {
  const read = useLabel()
  const options = useOptions(field, value)
  return (
    <Checkbox.Group
      value={asList(value).map(asText)}
      onChange={(keys) => onChange(keys)}
      aria-label={read(field.label, field.key)}
    >
      <div className="field-options">
        {options.map((option, index) => (
          <Checkbox key={option.value} value={option.value} label={option.label} autoFocus={autoFocus && index === 0} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
