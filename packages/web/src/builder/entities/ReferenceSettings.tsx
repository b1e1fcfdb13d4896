import { fieldType } from '@atelier/fields'
import { MultiSelect, NativeSelect, TextInput, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf } from '../draft/document.ts'
import { entityKeyAt } from '../edits/entity.ts'
import { isKey, keyFor } from '../edits/names.ts'
import { textIn, withText } from '../parts/label-text.ts'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { entityTexts } from './entity-texts.ts'
import { wordsIn } from './property-schema.ts'
import type { TypeSettingsProps } from './TypeSettings.tsx'

const system = [
  { value: 'user', label: { en: 'Person', 'zh-CN': '人员' } },
  { value: 'team', label: { en: 'Team', 'zh-CN': '团队' } },
]

/** Where a reference leads, what the list on the other side is called, and what deleting over there does here. */
export function ReferenceSettings({ entity, place, field, onChange }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const language = useLanguage().startsWith('zh') ? 'zh-CN' : 'en'
  const { documents } = useDraft()
  const properties = fieldType(field.type)?.properties
  const allowed = wordsIn(properties?.onDelete)
  const targets = [
    ...entitiesOf(documents).map((each) => ({ value: each.key, label: label(each.label, each.key) })),
    ...system.map((each) => ({ value: each.value, label: label(each.label) })),
  ]
  const name = (text: string) => {
    if (text.trim() === '') return onChange({ reverse: undefined }, 'reverse')
    const key = field.reverse?.key ?? keyFor(`${entity.key}s`, `${entity.key}s`, [])
    onChange(
      { reverse: { ...field.reverse, key, label: withText(field.reverse?.label, language, text) ?? text } },
      'reverse',
    )
  }
  return (
    <Section title={t('settings')}>
      {properties && !('targets' in properties) ? (
        <NativeSelect
          label={t('target')}
          value={field.target ?? ''}
          data={targets}
          onChange={(event) => onChange({ target: event.currentTarget.value })}
        />
      ) : (
        <MultiSelect
          label={t('target')}
          value={[...(field.targets ?? (field.target ? [field.target] : []))]}
          data={targets}
          onChange={(keys) =>
            onChange(keys.length === 1 ? { target: keys[0], targets: undefined } : { target: undefined, targets: keys })
          }
        />
      )}
      <TextInput
        label={t('reverse')}
        description={t('reverseHelp')}
        value={textIn(field.reverse?.label, language) || label(field.reverse?.label)}
        onChange={(event) => name(event.currentTarget.value)}
      />
      {field.reverse ? (
        <TextInput
          label={t('reverseKey')}
          classNames={{ input: 'builder-mono' }}
          value={field.reverse.key}
          error={isKey(field.reverse.key) ? undefined : ' '}
          onChange={(event) =>
            onChange({ reverse: { ...field.reverse, key: event.currentTarget.value } }, 'reverseKey')
          }
        />
      ) : null}
      <NativeSelect
        label={t('onDelete')}
        value={field.onDelete ?? 'restrict'}
        data={[
          { value: 'restrict', label: t('onDeleteRestrict') },
          { value: 'clear', label: t('onDeleteClear') },
          ...(allowed.includes('cascade') ? [{ value: 'cascade', label: t('onDeleteCascade') }] : []),
        ]}
        onChange={(event) =>
          onChange({
            onDelete: (['clear', 'cascade', 'restrict'] as const).find((each) => each === event.currentTarget.value),
          })
        }
      />
      {field.target === undefined ? null : (
        <RuleBuilder
          label={t('choices')}
          site={{ entity: field.target, place: 'choices', record: entityKeyAt(entity, place) }}
          rule={field.choices}
          optional
          onChange={(choices) => onChange({ choices }, 'choices')}
        />
      )}
    </Section>
  )
}
