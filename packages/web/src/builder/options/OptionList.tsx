import type { Option } from '@atelier/definitions'
import {
  ActionIcon,
  Badge,
  NativeSelect,
  Sortable,
  TextInput,
  Tooltip,
  useLabel,
  useLanguage,
  useTexts,
} from '@atelier/ui'
import { IconArchive, IconArchiveOff, IconX } from '@atelier/ui/icons'
import { keyFor, newId } from '../edits/names.ts'
import { addOption, editOption, isOptionKey, moveOption, type Options, retireOption } from '../edits/options.ts'
import { AddByName } from '../parts/AddByName.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { type LabelLanguage, labelFrom, textIn, withText } from '../parts/label-text.ts'
import { ColorMenu, colorNames } from './ColorMenu.tsx'
import { optionTexts } from './option-texts.ts'

export type OptionListProps = {
  readonly options: Options
  /** Records may have it already. */
  readonly isServed: (option: Option) => boolean
  readonly onChange: (options: Options, about?: string) => void
  /** With both languages and the key beside each other. */
  readonly wide?: boolean
}

/** Options in their order: names, colours, keys; what records may already have is retired, not deleted. */
export function OptionList({ options, isServed, onChange, wide = false }: OptionListProps) {
  const t = useTexts(optionTexts)
  const label = useLabel()
  const language: LabelLanguage = useLanguage().startsWith('zh') ? 'zh-CN' : 'en'
  const languages: readonly LabelLanguage[] = !wide ? [language] : language === 'en' ? ['en', 'zh-CN'] : ['zh-CN', 'en']
  const keys = options.map((option) => option.key)
  return (
    <>
      {wide && options.length > 0 ? (
        <div className="option-row option-head small quiet" aria-hidden="true">
          {languages.map((each) => (
            <span key={each} className="grow">
              {t(each === 'en' ? 'nameEn' : 'nameZh')}
            </span>
          ))}
          <span className="option-key">{t('key')}</span>
        </div>
      ) : null}
      <Sortable
        items={options}
        id={(option) => option.id}
        name={(option) => label(option.label, option.key)}
        onMove={(id, index) => onChange(moveOption(options, id, index))}
        render={(option, handle) => {
          const name = label(option.label, option.key)
          const live = isServed(option)
          const act = t(live ? (option.retired ? 'unretire' : 'retire') : 'removeOption')
          const Icon = !live ? IconX : option.retired ? IconArchiveOff : IconArchive
          return (
            <div className={`option-row${option.retired ? ' is-retired' : ''}`}>
              {handle}
              <ColorMenu
                color={option.color}
                label={t('optionColor', { label: name })}
                onChange={(color) => onChange(editOption(options, option.id, { color }))}
              />
              {languages.map((each) => (
                <TextInput
                  key={each}
                  size="sm"
                  className="grow option-name"
                  aria-label={
                    wide
                      ? t(each === 'en' ? 'optionEn' : 'optionZh', { label: name })
                      : t('optionName', { label: name })
                  }
                  placeholder={wide ? name : ''}
                  value={wide ? textIn(option.label, each) : name}
                  onChange={(event) =>
                    onChange(
                      editOption(options, option.id, {
                        label: withText(option.label, each, event.currentTarget.value),
                      }),
                      `option ${option.id}`,
                    )
                  }
                />
              ))}
              {wide ? (
                <KeyInput
                  bare={t('optionKey', { label: name })}
                  value={option.key}
                  taken={keys}
                  isGood={isOptionKey}
                  onChange={(key) => onChange(editOption(options, option.id, { key }))}
                />
              ) : null}
              {option.retired ? <Badge>{t('retired')}</Badge> : null}
              <Tooltip label={live && !option.retired ? t('retireText') : act}>
                <ActionIcon
                  size="sm"
                  aria-label={`${act}: ${name}`}
                  onClick={() => onChange(retireOption(options, option.id, live))}
                >
                  <Icon size={14} stroke={1.5} />
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
              onChange(editOption(options, option.id, { replacedBy: event.currentTarget.value || undefined }))
            }
          />
        ))}
      <AddByName
        label={t('addOption')}
        onAdd={(name) =>
          onChange(
            addOption(options, {
              id: newId('opt'),
              key: keyFor(name, `option${options.length + 1}`, keys),
              label: labelFrom(name, language),
              color: colorNames[options.length % colorNames.length] ?? 'gray',
            }),
          )
        }
      />
    </>
  )
}
