import {
  type CellProps,
  Combobox,
  type FieldUi,
  type FilterInputProps,
  type InputProps,
  Person,
  Pill,
  type ReferenceItem,
  TextInput,
  useCombobox,
  useData,
  useDebouncedValue,
  useTexts,
} from '@atelier/ui'
import { IconX } from '@atelier/ui/icons'
import { useEffect, useState } from 'react'
import { fieldTexts } from '../field-texts.ts'
import { asList, asReference, asText } from '../values.ts'
import { useControl } from '../wrap.ts'

const isPerson = (type: string) => type === 'user' || type === 'owner'

function ReferenceCell({ field, value, density }: CellProps) {
  const data = useData()
  if (Array.isArray(value))
    return <span className="cut">{value.flatMap((each) => asReference(each)?.label ?? []).join('，')}</span>
  const reference = asReference(value)
  if (!reference) return null
  if (isPerson(field.type)) return <Person name={reference.label} />
  if (density !== 'full' || !field.target) return <span className="cut">{reference.label}</span>
  const href = data.recordHref(field.target, reference.id)
  return (
    <a
      className="link cut"
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return
        event.preventDefault()
        event.stopPropagation()
        data.navigate(href)
      }}
    >
      {reference.label}
    </a>
  )
}

/** What a search among the target's records gives for the text typed so far. */
function useCandidates(target: string, text: string, field: string, record: InputProps['record'], active: boolean) {
  const data = useData()
  const [debounced] = useDebouncedValue(text, 150)
  const [found, setFound] = useState<readonly ReferenceItem[]>([])
  useEffect(() => {
    if (!active) return
    let current = true
    void data.searchReference(target, debounced, { field, ...(record ? { record } : {}) }).then((items) => {
      if (current) setFound(items)
    })
    return () => {
      current = false
    }
  }, [data, target, debounced, field, record, active])
  return found
}

function ReferenceInput(props: InputProps) {
  const t = useTexts(fieldTexts)
  const control = useControl(props)
  const chosen = asReference(props.value)
  const [text, setText] = useState(chosen?.label ?? '')
  const [typing, setTyping] = useState(false)
  const [open, setOpen] = useState(false)
  const combobox = useCombobox({ opened: open, onOpenedChange: setOpen })
  const target = props.field.target ?? props.field.targets?.[0] ?? ''
  const found = useCandidates(target, typing ? text : '', props.field.key, props.record, open)
  const shown = typing ? text : (chosen?.label ?? '')
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const item = found.find((each) => each.id === id)
        if (!item) return
        setTyping(false)
        setText(item.label)
        props.onChange({ id: item.id, label: item.label })
        combobox.closeDropdown()
        props.onDone?.()
      }}
    >
      <Combobox.Target>
        <TextInput
          {...control}
          value={shown}
          placeholder={t('searchIn')}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            setTyping(false)
          }}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setTyping(true)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
            if (event.currentTarget.value === '') props.onChange(null)
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={240} style={{ overflowY: 'auto' }}>
          {found.map((item) => (
            <Combobox.Option key={item.id} value={item.id} active={item.id === chosen?.id}>
              {isPerson(props.field.type) ? <Person name={item.label} /> : item.label}
              {item.hint ? <span className="faint small"> {item.hint}</span> : null}
            </Combobox.Option>
          ))}
          {found.length === 0 ? <Combobox.Empty>{t('nothing')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function ManyList({ field, value, onChange, ...rest }: InputProps) {
  const chosen = asList(value).flatMap((each) => asReference(each) ?? [])
  const remove = (id: string) => onChange(chosen.filter((each) => each.id !== id))
  return (
    <div className="many-list">
      <ReferenceInput
        {...rest}
        key={chosen.length}
        field={field}
        value={null}
        onChange={(added) => {
          const item = asReference(added)
          if (item && !chosen.some((each) => each.id === item.id)) onChange([...chosen, item])
        }}
      />
      {chosen.length > 0 ? (
        <div className="row chips-row">
          {chosen.map((each) => (
            <Pill
              key={each.id}
              withRemoveButton
              removeButtonProps={{ icon: <IconX size={10} /> }}
              onRemove={() => remove(each.id)}
            >
              {each.label}
            </Pill>
          ))}
        </div>
      ) : null}
    </div>
  )
}

/** Filters keep ids; names that were picked here are remembered beside them. */
function ReferenceFilter({ field, value, onChange, autoFocus }: FilterInputProps) {
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const chosen = asList(value).map((id) => ({ id: asText(id), label: names[asText(id)] ?? asText(id) }))
  return (
    <ManyList
      field={field}
      value={chosen}
      variant="cell"
      autoFocus={autoFocus}
      onChange={(items) => {
        const picked = asList(items).flatMap((each) => asReference(each) ?? [])
        setNames({ ...names, ...Object.fromEntries(picked.map((each) => [each.id, each.label])) })
        onChange(picked.map((each) => each.id))
      }}
    />
  )
}

export const referenceUi: FieldUi = { Cell: ReferenceCell, Input: ReferenceInput, FilterInput: ReferenceFilter }
export const referencesUi: FieldUi = { Cell: ReferenceCell, Input: ManyList, FilterInput: ReferenceFilter }
