import type { FieldDefinition, Option } from '@atelier/definitions'
import {
  ActionIcon,
  Badge,
  Menu,
  NativeSelect,
  Sortable,
  TextInput,
  Tooltip,
  useLabel,
  useLanguage,
  useTexts,
} from '@atelier/ui'
import { IconArchive, IconArchiveOff, IconX } from '@atelier/ui/icons'
import type { PartChange } from '../edits/lists.ts'
import { keyFor, newId } from '../edits/names.ts'
import { addOption, editOption, moveOption, retireOption } from '../edits/options.ts'
import { AddByName } from '../parts/AddByName.tsx'
import { labelFrom, withText } from '../parts/label-text.ts'
import { Section } from '../parts/Section.tsx'
import { entityTexts } from './entity-texts.ts'

/** The colours offered, by the names that documents use. */
const colors: Readonly<Record<string, string>> = {
  blue: '#2d5ac5', cyan: '#259ab8', teal: '#1f8f88', green: '#2c8a4b', lime: '#8fae2a', yellow: '#e5c83b', amber: '#d99a1e',
  orange: '#d9631e', red: '#c62f32', pink: '#c9437f', purple: '#8d3fa8', indigo: '#3a3294', brown: '#8a5a34', gray: '#7b766e',
} // biome-ignore format: a list
const colorNames = Object.keys(colors)

export type OptionsEditorProps = {
  readonly field: FieldDefinition
  readonly served: FieldDefinition | undefined
  readonly onChange: (change: PartChange<FieldDefinition>, about?: string) => void
}

/** The options of a choice: order, names, colours; what records may already have is retired, not deleted. */
export function OptionsEditor({ field, served, onChange }: OptionsEditorProps) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const language = useLanguage().startsWith('zh') ? 'zh-CN' : 'en'
  const options = field.options ?? []
  const isServed = (option: Option) => served?.options?.some((each) => each.id === option.id) === true
  const set = (next: FieldDefinition, about?: string) => onChange({ options: next.options }, about)
  return (
    <Section title={t('options')}>
      <Sortable
        items={options}
        id={(option) => option.id}
        name={(option) => label(option.label, option.key)}
        onMove={(id, index) => set(moveOption(field, id, index))}
        render={(option, handle) => {
          const name = label(option.label, option.key)
          const live = isServed(option)
          return (
            <div className={`option-row${option.retired ? ' is-retired' : ''}`}>
              {handle}
              <Menu>
                <Menu.Target>
                  <button
                    type="button"
                    className="option-color"
                    aria-label={t('optionColor', { label: name })}
                    style={{ background: colors[option.color ?? ''] ?? option.color ?? 'var(--sunken)' }}
                  />
                </Menu.Target>
                <Menu.Dropdown className="option-colors">
                  {colorNames.map((color) => (
                    <Menu.Item
                      key={color}
                      aria-label={color}
                      className="option-color-item"
                      onClick={() => set(editOption(field, option.id, { color }))}
                    >
                      <i style={{ background: colors[color] }} />
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
              <TextInput
                size="sm"
                className="grow"
                aria-label={t('optionName', { label: name })}
                value={name}
                onChange={(event) =>
                  set(
                    editOption(field, option.id, {
                      label: withText(option.label, language, event.currentTarget.value),
                    }),
                    `option ${option.id}`,
                  )
                }
              />
              {option.retired ? <Badge>{t('retired')}</Badge> : null}
              <Tooltip label={live ? (option.retired ? t('unretire') : t('retireText')) : t('removeOption')}>
                <ActionIcon
                  size="sm"
                  aria-label={`${live ? t(option.retired ? 'unretire' : 'retire') : t('removeOption')}: ${name}`}
                  onClick={() => set(retireOption(field, option.id, live))}
                >
                  {live ? (
                    option.retired ? (
                      <IconArchiveOff size={14} stroke={1.5} />
                    ) : (
                      <IconArchive size={14} stroke={1.5} />
                    )
                  ) : (
                    <IconX size={14} stroke={1.5} />
                  )}
                </ActionIcon>
              </Tooltip>
            </div>
          )
        }}
      />
      {options
        .filter((option) => option.retired)
        .map((option) => (
          <NativeSelect
            key={option.id}
            label={`${label(option.label, option.key)}: ${t('replacedBy')}`}
            value={option.replacedBy ?? ''}
            data={[
              { value: '', label: '–' },
              ...options
                .filter((each) => each.retired !== true)
                .map((each) => ({ value: each.key, label: label(each.label, each.key) })),
            ]}
            onChange={(event) =>
              set(editOption(field, option.id, { replacedBy: event.currentTarget.value || undefined }))
            }
          />
        ))}
      <AddByName
        label={t('addOption')}
        onAdd={(name) =>
          set(
            addOption(field, {
              id: newId('opt'),
              key: keyFor(
                name,
                `option${options.length + 1}`,
                options.map((option) => option.key),
              ),
              label: labelFrom(name, language),
              color: colorNames[options.length % colorNames.length] ?? 'gray',
            }),
          )
        }
      />
    </Section>
  )
}
