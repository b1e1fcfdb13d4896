import type { EntityDocument, FormDocument, FormItem } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { TextInput, useTexts } from '@atelier/ui'
import { IconSearch } from '@atelier/ui/icons'
import { useDraggable } from '@dnd-kit/core'
import { useState } from 'react'
import { useDraftModel } from '../draft/draft-model.ts'
import { placedFields, placedItems } from '../edits/form.ts'
import { formDesignTexts } from './form-texts.ts'
import { type NewPart, paletteId, partOf } from './new-part.ts'
import { useItemWords } from './use-item-words.ts'

/** What can be put on a form: parts, the fields that are not on it, lists of related records. */
export function FormPalette({
  form,
  entity,
  onAdd,
}: {
  readonly form: FormDocument
  readonly entity: EntityDocument
  readonly onAdd: (part: NewPart) => void
}) {
  const t = useTexts(formDesignTexts)
  const words = useItemWords(entity)
  const model = useDraftModel()
  const [text, setText] = useState('')
  const search = text.trim().toLowerCase()
  const compiled = model.entities.get(entity.key)
  const placed = placedFields(form)
  const items = placedItems(form).map(({ item }) => item)
  const has = (type: FormItem['type']) => items.some((item) => item.type === type)
  const isStage = (key: string) => compiled?.stage?.key === key
  const fields = entity.fields
    .filter((field) => !placed.has(field.key) && field.retired !== true && !isStage(field.key))
    .filter((field) => `${field.key} ${JSON.stringify(field.label ?? '')}`.toLowerCase().includes(search))
    .map((field): NewPart => {
      const type = fieldType(field.type)
      return { type: 'field', field: field.key, wide: type?.storage === 'rows' || type?.multiline === true }
    })
  const lists = [...(compiled?.relations.values() ?? [])]
    .filter((each) => each.through.kind === 'reverse' || each.through.kind === 'reverseLinks')
    .filter((each) => !items.some((item) => item.type === 'relatedList' && item.relation === each.key))
    .map((each): NewPart => ({ type: 'relatedList', relation: each.key }))
  const parts: readonly NewPart[] = [
    { type: 'section' },
    { type: 'text' },
    ...(compiled?.stage && !has('stagePath') ? [{ type: 'stagePath' } as const] : []),
    ...(has('timeline') ? [] : [{ type: 'timeline' } as const]),
  ]
  const group = (title: string, members: readonly NewPart[]) =>
    members.length === 0 ? null : (
      <div className="palette-group">
        <h3>{title}</h3>
        <div className="palette-grid">
          {members.map((part) => (
            <PalettePart key={paletteId(part)} part={part} words={words} onAdd={() => onAdd(part)} />
          ))}
        </div>
      </div>
    )
  return (
    <div className="palette">
      <TextInput
        aria-label={t('paletteFind')}
        placeholder={t('paletteFind')}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className="small faint">{t('paletteHint')}</p>
      {group(t('fields'), fields)}
      {fields.length === 0 && search === '' ? <p className="small quiet">{t('allPlaced')}</p> : null}
      {group(t('parts'), parts)}
      {group(t('lists'), lists)}
    </div>
  )
}

function PalettePart({
  part,
  words,
  onAdd,
}: {
  readonly part: NewPart
  readonly words: ReturnType<typeof useItemWords>
  readonly onAdd: () => void
}) {
  const t = useTexts(formDesignTexts)
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: paletteId(part) })
  const { name, icon: Icon } = words(partOf(part, '', { section: t('section'), text: t('text') }))
  return (
    <button
      type="button"
      ref={setNodeRef}
      {...listeners}
      // The keyboard adds with Enter and orders on the form; here it drags nothing.
      onKeyDown={undefined}
      className={`palette-type${isDragging ? ' is-dragging' : ''}`}
      onClick={onAdd}
    >
      <Icon size={16} stroke={1.5} aria-hidden="true" />
      <span className="cut">{name}</span>
    </button>
  )
}
