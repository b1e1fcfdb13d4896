import {
  Combobox,
  type FilterInputProps,
  type InputProps,
  Pill,
  TextInput,
  useCombobox,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { useEffect, useState } from 'react'
import { useControl } from './control.ts'
import { isPeople, LinkedName } from './LinkedName.tsx'
import { fieldTexts } from './texts.ts'
import { useCandidates } from './use-candidates.ts'
import { asLinked, asLinkedList, asList, asText, type Linked, targetsOf } from './value.ts'

type PickerProps = Omit<InputProps, 'value' | 'onChange'> & {
  readonly chosen: Linked | undefined
  readonly onPick: (item: Linked | undefined) => void
}

/** Finds a record by typing; arrows and Enter choose. Emptying the text empties the field. */
function RecordPicker({ chosen, onPick, ...props }: PickerProps) {
  const t = useTexts(fieldTexts)
  const control = useControl(props)
  const [typed, setTyped] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  const combobox = useCombobox({ opened: isOpen, onOpenedChange: setOpen })
  const found = useCandidates({
    targets: targetsOf(props.field),
    field: props.field.key,
    text: typed ?? '',
    record: props.record,
    active: isOpen,
  })
  const people = isPeople(props.field)
  // Enter takes the best match of what was typed.
  const { selectFirstOption } = combobox
  const best = typed === undefined || typed === '' ? undefined : found.items[0]?.id
  useEffect(() => {
    if (best !== undefined) selectFirstOption()
  }, [best, selectFirstOption])
  const note = found.state === 'failed' ? t('searchFailed') : found.state === 'found' ? t('nothing') : '…'
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const item = found.items.find((each) => each.id === id)
        setTyped(undefined)
        combobox.closeDropdown()
        if (!item) return
        const { hint: _, ...picked } = item
        onPick(picked)
        props.onDone?.()
      }}
    >
      <Combobox.Target>
        <TextInput
          {...control}
          value={typed ?? chosen?.label ?? ''}
          placeholder={t('searchIn')}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            setTyped(undefined)
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
            combobox.resetSelectedOption()
            if (event.currentTarget.value === '' && chosen) onPick(undefined)
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options className="field-candidates">
          {found.items.map((item) => (
            <Combobox.Option key={item.id} value={item.id} active={item.id === chosen?.id}>
              <LinkedName item={item} people={people} />
              {item.hint ? <span className="faint small"> {item.hint}</span> : null}
            </Combobox.Option>
          ))}
          {found.items.length === 0 ? <Combobox.Empty>{note}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** A control for one linked record. */
export function ReferenceInput({ value, onChange, ...props }: InputProps) {
  return <RecordPicker {...props} chosen={asLinked(value)} onPick={(item) => onChange(item ?? null)} />
}

/** A control for any number of linked records. */
export function ReferencesInput({ value, onChange, onDone: _, ...props }: InputProps) {
  const t = useTexts(fieldTexts)
  const items = asLinkedList(value)
  const change = (next: readonly Linked[]) => onChange(next.length === 0 ? null : next)
  return (
    <div className="field-many">
      <RecordPicker
        {...props}
        // A new picker after each choice: the text typed is done with.
        key={items.length}
        chosen={undefined}
        onPick={(item) => {
          if (item && !items.some((each) => each.id === item.id)) change([...items, item])
        }}
      />
      {items.length > 0 ? (
        <div className="field-chips">
          {items.map((item) => (
            <Pill
              key={item.id}
              withRemoveButton={props.disabled !== true}
              // Pills hide this button from the keyboard by default; here it is the only way to take one out.
              removeButtonProps={{
                'aria-label': t('remove', { label: item.label }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
              onRemove={() => change(items.filter((each) => each.id !== item.id))}
            >
              {item.label}
            </Pill>
          ))}
        </div>
      ) : null}
    </div>
  )
}

/** The records that a filter asks for: ids; the names picked here are remembered beside them. */
export function ReferenceFilter({ field, value, onChange, autoFocus }: FilterInputProps) {
  const read = useLabel()
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const chosen = asList(value).flatMap((each) => {
    const id = asText(each) || asLinked(each)?.id
    return id === undefined ? [] : [{ id, label: names[id] ?? asLinked(each)?.label ?? id }]
  })
  return (
    <fieldset className="field-plain" aria-label={read(field.label, field.key)}>
      <ReferencesInput
        field={field}
        value={chosen}
        variant="cell"
        autoFocus={autoFocus}
        onChange={(next) => {
          const items = asLinkedList(next)
          setNames({ ...names, ...Object.fromEntries(items.map((each) => [each.id, each.label])) })
          onChange(items.map((each) => each.id))
        }}
      />
    </fieldset>
  )
}
