import {
  Badge,
  type CellProps,
  Checkbox,
  type FieldUi,
  type FilterInputProps,
  type InputProps,
  MultiSelect,
  SegmentedControl,
  Select,
  StageGlyph,
  TagsInput,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconCheck } from '@atelier/ui/icons'
import { fieldTexts } from '../field-texts.ts'
import { asList, asText, isEmpty } from '../values.ts'
import { useControl } from '../wrap.ts'

/** What a choice, stage or list of choices offers, as pickers want it. Retired options are only shown where they are set. */
function useOptions(field: CellProps['field'], value: unknown) {
  const read = useLabel()
  const chosen = new Set([asText(value), ...asList(value).map(asText)])
  const all = field.stages ?? field.options ?? []
  return all
    .filter((option) => !('retired' in option && option.retired) || chosen.has(option.key))
    .map((option) => ({ value: option.key, label: read(option.label, option.key) }))
}

function ChoiceCell({ field, value }: CellProps) {
  const read = useLabel()
  const keys = Array.isArray(value) ? value.map(asText) : isEmpty(value) ? [] : [asText(value)]
  const name = (key: string) => read(field.options?.find((option) => option.key === key)?.label, key)
  if (field.type === 'choice') return <span className="cut">{keys.map(name).join('')}</span>
  return (
    <span className="row chips-row">
      {keys.map((key) => (
        <Badge key={key}>{name(key)}</Badge>
      ))}
    </span>
  )
}

function ChoiceInput(props: InputProps) {
  const t = useTexts(fieldTexts)
  const control = useControl(props)
  const data = useOptions(props.field, props.value)
  return (
    <Select
      {...control}
      data={data}
      value={asText(props.value) || null}
      placeholder={t('choose')}
      searchable={data.length > 8}
      clearable={props.field.required !== true}
      nothingFoundMessage={t('nothing')}
      defaultDropdownOpened={props.variant === 'cell'}
      onChange={(key) => {
        props.onChange(key)
        props.onDone?.()
      }}
    />
  )
}

function ChoicesInput(props: InputProps) {
  const t = useTexts(fieldTexts)
  const control = useControl(props)
  const data = useOptions(props.field, props.value)
  const value = asList(props.value).map(asText)
  if (props.field.type === 'tags') {
    return (
      <TagsInput
        {...control}
        value={value}
        onChange={(tags) => props.onChange(tags)}
        data={data.map((each) => each.label)}
      />
    )
  }
  return (
    <MultiSelect
      {...control}
      data={data}
      value={value}
      placeholder={value.length === 0 ? t('choose') : ''}
      nothingFoundMessage={t('nothing')}
      onChange={(keys) => props.onChange(keys)}
    />
  )
}

function OptionsFilter({ field, value, onChange, autoFocus }: FilterInputProps) {
  const data = useOptions(field, value)
  const read = useLabel()
  const chosen = asList(value).map(asText)
  return (
    <Checkbox.Group value={chosen} onChange={onChange} aria-label={read(field.label, field.key)}>
      <div className="filter-options">
        {data.map((option, index) => (
          <Checkbox
            key={option.value}
            value={option.value}
            label={option.label}
            autoFocus={autoFocus === true && index === 0}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}

/** A stage: its glyph and its name. */
export function StageCell({ field, value }: CellProps) {
  const read = useLabel()
  const stage = field.stages?.find((each) => each.key === value)
  if (isEmpty(value)) return null
  return (
    <span className="stage-name">
      {stage ? <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} /> : null}
      <span className="cut">{read(stage?.label, asText(value))}</span>
    </span>
  )
}

function BooleanCell({ value }: CellProps) {
  const t = useTexts(fieldTexts)
  if (value === true) return <IconCheck size={16} stroke={1.75} aria-label={t('yes')} />
  return value === false ? <span className="faint">{t('no')}</span> : null
}

function BooleanInput(props: InputProps) {
  const t = useTexts(fieldTexts)
  const read = useLabel()
  const name = read(props.field.label, props.field.key)
  const control = (
    <SegmentedControl
      aria-label={name}
      disabled={props.disabled === true}
      value={props.value === true ? 'yes' : props.value === false ? 'no' : ''}
      onChange={(choice) => {
        props.onChange(choice === '' ? null : choice === 'yes')
        props.onDone?.()
      }}
      data={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
        ...(props.required || props.field.required ? [] : [{ value: '', label: t('unset') }]),
      ]}
    />
  )
  if (props.variant === 'cell') return control
  return (
    <div>
      <div className="field-label">{name}</div>
      {control}
      {props.problem ? <div className="small bad">{props.problem}</div> : null}
    </div>
  )
}

export const choiceUi: FieldUi = { Cell: ChoiceCell, Input: ChoiceInput, FilterInput: OptionsFilter }
export const choicesUi: FieldUi = { Cell: ChoiceCell, Input: ChoicesInput, FilterInput: OptionsFilter }
export const stageUi: FieldUi = { Cell: StageCell, Input: ChoiceInput, FilterInput: OptionsFilter }
export const booleanUi: FieldUi = { Cell: BooleanCell, Input: BooleanInput, FilterInput: OptionsFilter }
