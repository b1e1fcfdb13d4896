import type { EntityDocument, FieldDefinition } from '@atelier/definitions'
import { Button, NativeSelect, NumberInput, Switch, TagsInput, TextInput, useLabel, useTexts } from '@atelier/ui'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { pipelineByKey } from '../draft/document.ts'
import type { FieldPlace } from '../edits/entity.ts'
import type { PartChange } from '../edits/lists.ts'
import { Section } from '../parts/Section.tsx'
import { ComputedSettings } from './ComputedSettings.tsx'
import { entityTexts } from './entity-texts.ts'
import { OptionSettings } from './OptionSettings.tsx'
import { ReferenceSettings } from './ReferenceSettings.tsx'

export type TypeSettingsProps = {
  readonly entity: EntityDocument
  readonly place: FieldPlace
  readonly field: FieldDefinition
  readonly served: FieldDefinition | undefined
  readonly onChange: (change: PartChange<FieldDefinition>, about?: string) => void
}

/** The settings that only some types know. */
export function TypeSettings(props: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents } = useDraft()
  const { entity, field, onChange } = props
  const bounds = (name: 'min' | 'max', text: string) => (
    <TextInput
      label={text}
      inputMode="decimal"
      value={String(field[name] ?? '')}
      onChange={(event) => onChange({ [name]: event.currentTarget.value.trim() || undefined }, name)}
    />
  )
  const whole = (name: 'scale' | 'maxLength', text: string, standard: number, max: number, min = 0) => (
    <NumberInput
      label={text}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      placeholder={String(standard)}
      value={field[name] ?? ''}
      onChange={(value) => onChange({ [name]: typeof value === 'number' ? value : undefined }, name)}
    />
  )
  switch (field.type) {
    case 'text':
      return <Section title={t('settings')}>{whole('maxLength', t('maxLength'), 200, 600, 1)}</Section>
    case 'longText':
      return <Section title={t('settings')}>{whole('maxLength', t('maxLength'), 20_000, 100_000, 1)}</Section>
    case 'number':
    case 'percent':
      return (
        <Section title={t('settings')}>
          {whole('scale', t('scale'), field.type === 'percent' ? 4 : 0, 12)}
          <div className="builder-pair">
            {bounds('min', t('minimum'))}
            {bounds('max', t('maximum'))}
          </div>
        </Section>
      )
    case 'money':
      return typeof field.currency === 'object' ? null : (
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
    case 'choice':
    case 'choices':
      return <OptionSettings {...props} />
    case 'reference':
    case 'references':
      return <ReferenceSettings {...props} />
    case 'file':
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
    case 'autonumber':
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
    case 'lines':
      return (
        <Section title={t('openColumns')}>
          <p className="small quiet">{(field.fields ?? []).map((each) => label(each.label, each.key)).join(' · ')}</p>
          <Button onClick={() => go(builderAddresses.lines(entity.key, field.id))}>
            {t('openColumnsText', { count: field.fields?.length ?? 0 })}
          </Button>
        </Section>
      )
    case 'stage':
      return (
        <Section title={t('pipelines')}>
          {field.pipelines?.map(({ pipeline }) => (
            <Button key={pipeline} onClick={() => go(builderAddresses.pipeline(pipeline))}>
              {label(pipelineByKey(documents, pipeline)?.label, pipeline)}
            </Button>
          ))}
        </Section>
      )
    case 'rollup':
    case 'lookup':
    case 'formula':
      return <ComputedSettings {...props} />
    default:
      return null
  }
}
