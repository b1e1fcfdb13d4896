import type { EntityDocument, FieldDefinition } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { Button, NativeSelect, Switch, TagsInput, TextInput, useLabel, useTexts } from '@atelier/ui'
import type { ComponentType } from 'react'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { pipelineByKey } from '../draft/document.ts'
import type { FieldPlace } from '../edits/entity.ts'
import type { PartChange } from '../edits/lists.ts'
import { Section } from '../parts/Section.tsx'
import { FormulaSettings, LookupSettings, RollupSettings } from './ComputedSettings.tsx'
import { entityTexts } from './entity-texts.ts'
import { OptionSettings } from './OptionSettings.tsx'
import { ReferenceSettings } from './ReferenceSettings.tsx'
import { WholeNumber } from './WholeNumber.tsx'

export type TypeSettingsProps = {
  readonly entity: EntityDocument
  readonly place: FieldPlace
  readonly field: FieldDefinition
  readonly served: FieldDefinition | undefined
  readonly onChange: (change: PartChange<FieldDefinition>, about?: string) => void
}

/** What draws a property of a definition: the settings of a type are those of the first property here that it has. */
const editors: readonly (readonly [property: string, Settings: ComponentType<TypeSettingsProps>])[] = [
  ['formula', FormulaSettings],
  ['over', RollupSettings],
  ['path', LookupSettings],
  ['fields', LinesSettings],
  ['pipelines', StageSettings],
  ['options', OptionSettings],
  ['target', ReferenceSettings],
  ['multiple', FileSettings],
  ['reset', NumberingSettings],
  ['currency', CurrencySettings],
  ['scale', NumberSettings],
  ['maxLength', LengthSettings],
]

/** The settings that only some types know. */
export function TypeSettings(props: TypeSettingsProps) {
  const { properties = {} } = fieldType(props.field.type) ?? {}
  const [, Settings] = editors.find(([property]) => property in properties) ?? []
  return Settings ? <Settings {...props} /> : null
}

function LengthSettings(props: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  return (
    <Section title={t('settings')}>
      <WholeNumber {...props} name="maxLength" text={t('maxLength')} />
    </Section>
  )
}

function NumberSettings(props: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  const { field, onChange } = props
  const bounds = (name: 'min' | 'max', text: string) => (
    <TextInput
      label={text}
      inputMode="decimal"
      value={String(field[name] ?? '')}
      onChange={(event) => onChange({ [name]: event.currentTarget.value.trim() || undefined }, name)}
    />
  )
  return (
    <Section title={t('settings')}>
      <WholeNumber {...props} name="scale" text={t('scale')} />
      <div className="builder-pair">
        {bounds('min', t('minimum'))}
        {bounds('max', t('maximum'))}
      </div>
    </Section>
  )
}

function CurrencySettings({ field, onChange }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  if (typeof field.currency === 'object') return null
  return (
    <Section title={t('settings')}>
      <NativeSelect
        label={t('currency')}
        value={field.currency ?? 'workspace'}
        data={[
          { value: 'workspace', label: t('currencyWorkspace') },
          { value: 'own', label: t('currencyOwn') },
        ]}
        onChange={(event) => onChange({ currency: event.currentTarget.value === 'own' ? 'own' : undefined })}
      />
    </Section>
  )
}

function FileSettings({ field, onChange }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  return (
    <Section title={t('settings')}>
      <Switch
        label={t('multiple')}
        checked={field.multiple === true}
        onChange={(event) => onChange({ multiple: event.currentTarget.checked || undefined })}
      />
      <TagsInput
        label={t('accept')}
        description={t('acceptHelp')}
        value={[...(field.accept ?? [])]}
        onChange={(accept) => onChange({ accept: accept.length > 0 ? accept : undefined })}
      />
    </Section>
  )
}

function NumberingSettings({ field, onChange }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  return (
    <Section title={t('settings')}>
      <TextInput
        label={t('pattern')}
        description={t('patternHelp')}
        value={field.pattern ?? ''}
        onChange={(event) => onChange({ pattern: event.currentTarget.value }, 'pattern')}
      />
      <NativeSelect
        label={t('reset')}
        value={field.reset ?? 'never'}
        data={[
          { value: 'never', label: t('resetNever') },
          { value: 'year', label: t('resetYear') },
          { value: 'month', label: t('resetMonth') },
          { value: 'day', label: t('resetDay') },
        ]}
        onChange={(event) => {
          const reset = (['year', 'month', 'day'] as const).find((each) => each === event.currentTarget.value)
          onChange({ reset })
        }}
      />
    </Section>
  )
}

function LinesSettings({ entity, field }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const { go } = usePage()
  return (
    <Section title={t('openColumns')}>
      <p className="small quiet">{(field.fields ?? []).map((each) => label(each.label, each.key)).join(' · ')}</p>
      <Button onClick={() => go(builderAddresses.lines(entity.key, field.id))}>
        {t('openColumnsText', { count: field.fields?.length ?? 0 })}
      </Button>
    </Section>
  )
}

function StageSettings({ field }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents } = useDraft()
  return (
    <Section title={t('pipelines')}>
      {field.pipelines?.map(({ pipeline }) => (
        <Button key={pipeline} onClick={() => go(builderAddresses.pipeline(pipeline))}>
          {label(pipelineByKey(documents, pipeline)?.label, pipeline)}
        </Button>
      ))}
    </Section>
  )
}
