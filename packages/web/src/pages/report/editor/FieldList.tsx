import { Menu, TextInput, useTexts } from '@atelier/ui'
import {
  IconCalendar,
  IconHash,
  IconLetterCase,
  IconLink,
  IconSearch,
  IconTag,
  IconToggleLeft,
  IconUser,
} from '@atelier/ui/icons'
import { useDraggable } from '@dnd-kit/core'
import { useState } from 'react'
import { editorTexts } from './editor-texts.ts'
import { type FieldGroup, findFields, type ShelfField, type ShelfName } from './field-groups.ts'

export const fieldId = (path: string): string => `field:${path}`
export const pathOfFieldId = (id: string): string | undefined =>
  id.startsWith('field:') ? id.slice('field:'.length) : undefined

const icons: Readonly<Record<string, typeof IconHash>> = {
  number: IconHash,
  money: IconHash,
  date: IconCalendar,
  datetime: IconCalendar,
  choice: IconTag,
  choices: IconTag,
  currency: IconTag,
  reference: IconLink,
  people: IconUser,
  boolean: IconToggleLeft,
}

/** How a field is pictured. */
export const iconOfKind = (kind: string): typeof IconHash => icons[kind] ?? IconLetterCase

export type FieldListProps = {
  readonly groups: readonly FieldGroup[]
  /** The shelves that this kind of report has. */
  readonly shelves: readonly ShelfName[]
  readonly onAdd: (field: ShelfField, shelf: ShelfName) => void
}

/** Every field that can be asked about, by where it stands: drag one to a shelf, or open it and choose the shelf. */
export function FieldList({ groups, shelves, onAdd }: FieldListProps) {
  const t = useTexts(editorTexts)
  const [text, setText] = useState('')
  const found = findFields(groups, text)
  return (
    <div className="field-shelf">
      <TextInput
        type="search"
        aria-label={t('findField')}
        placeholder={t('findField')}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.map((group) => (
        <section key={group.key} aria-label={group.label}>
          <h3>{group.label}</h3>
          <ul>
            {group.fields.map((field) => (
              <li key={field.path}>
                <FieldItem
                  field={field}
                  name={nameWithin(field, group)}
                  shelves={field.shelves.filter((shelf) => shelves.includes(shelf))}
                  onAdd={(shelf) => onAdd(field, shelf)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {found.length === 0 ? <p className="quiet small">{t('noField')}</p> : null}
    </div>
  )
}

/** Under the name of its relation a field need not say it again. */
const nameWithin = (field: ShelfField, group: FieldGroup): string => {
  const [, ...rest] = field.label.split(' · ')
  return group.key !== '' && rest.length > 0 ? rest.join(' · ') : field.label
}

const menuTexts = { rows: 'putRows', columns: 'putColumns', values: 'putValues', filter: 'putFilter' } as const

function FieldItem({
  field,
  name,
  shelves,
  onAdd,
}: {
  readonly field: ShelfField
  readonly name: string
  readonly shelves: readonly ShelfName[]
  readonly onAdd: (shelf: ShelfName) => void
}) {
  const t = useTexts(editorTexts)
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: fieldId(field.path),
    disabled: shelves.length === 0,
  })
  const Icon = iconOfKind(field.kind)
  return (
    <Menu position="right-start" width={200}>
      <Menu.Target>
        <button
          type="button"
          ref={setNodeRef}
          {...listeners}
          // The keyboard opens the menu; here it drags nothing.
          onKeyDown={undefined}
          disabled={shelves.length === 0}
          title={field.label}
          className={`field-item${isDragging ? ' is-dragging' : ''}`}
        >
          <Icon size={14} stroke={1.5} aria-hidden="true" />
          <span className="cut">{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {shelves.map((shelf) => (
          <Menu.Item key={shelf} onClick={() => onAdd(shelf)}>
            {t(menuTexts[shelf])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
