import type { EntityDocument, FieldDefinition } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { type FieldView, NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { isNumeric, isOfKind, isTemporal } from '../../fields/registry.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { type Documents, entitiesOf, entityByKey } from '../draft/document.ts'
import { fieldViewOf } from '../parts/field-view.ts'
import { Section } from '../parts/Section.tsx'
import { entityTexts } from './entity-texts.ts'
import type { TypeSettingsProps } from './TypeSettings.tsx'

type Source = {
  readonly key: string
  readonly name: readonly [EntityDocument, FieldDefinition]
  readonly fields: readonly FieldDefinition[]
}

/** What a rollup can add up: the entity's own line items, and records of others that point to it and have a name here. */
function sourcesOf(entity: EntityDocument, documents: Documents): readonly Source[] {
  const lines = entity.fields
    .filter((field) => fieldType(field.type)?.storage === 'rows')
    .map((field): Source => ({ key: field.key, name: [entity, field], fields: field.fields ?? [] }))
  const others = entitiesOf(documents).flatMap((other) =>
    other.fields
      .filter((field) => field.reverse && (field.target === entity.key || field.targets?.includes(entity.key)))
      .map((field): Source => ({ key: field.reverse?.key ?? '', name: [other, field], fields: other.fields })),
  )
  return [...lines, ...others]
}

const aggregates = ['count', 'sum', 'avg', 'min', 'max'] as const
const aggregateTexts = {
  count: 'aggregateCount',
  sum: 'aggregateSum',
  avg: 'aggregateAvg',
  min: 'aggregateMin',
  max: 'aggregateMax',
} as const

/** The rule of a formula, to be read. */
export function FormulaSettings({ field }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  return (
    <Section title={t('settings')}>
      <p className="small quiet">{t('formulaText')}</p>
      <pre className="rule-source">{JSON.stringify(field.formula, null, 2)}</pre>
    </Section>
  )
}

/** Through which reference a lookup reads which field. */
export function LookupSettings({ entity, field, onChange }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const unset = { value: '', label: `${b('none')} …` }
  const [through = '', shown = ''] = (field.path ?? '').split('.')
  const references = entity.fields.filter((each) => isOfKind(fieldViewOf(each), 'reference'))
  const target = entityByKey(documents, references.find((each) => each.key === through)?.target ?? '')
  return (
    <Section title={t('settings')}>
      <NativeSelect
        label={t('lookupBy')}
        value={through}
        data={[unset, ...references.map((each) => ({ value: each.key, label: label(each.label, each.key) }))]}
        onChange={(event) => onChange({ path: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('lookupField')}
        value={shown}
        disabled={!target}
        data={[
          unset,
          ...(target?.fields ?? []).map((each) => ({ value: each.key, label: label(each.label, each.key) })),
        ]}
        onChange={(event) => onChange({ path: [through, event.currentTarget.value].filter(Boolean).join('.') })}
      />
    </Section>
  )
}

/** What a rollup adds up, and how. */
export function RollupSettings({ entity, field, onChange }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const unset = { value: '', label: `${b('none')} …` }
  const sources = sourcesOf(entity, documents)
  const source = sources.find((each) => each.key === field.over)
  const aggregate = aggregates.find((each) => each === field.aggregate) ?? 'count'
  const fits = (view: FieldView) =>
    isNumeric(view) || ((aggregate === 'min' || aggregate === 'max') && isTemporal(view))
  return (
    <Section title={t('settings')}>
      <NativeSelect
        label={t('over')}
        description={t('overHelp')}
        value={field.over ?? ''}
        data={[
          unset,
          ...sources.map((each) => ({
            value: each.key,
            label: `${label(each.name[0].label, each.name[0].key)} · ${label(each.name[1].label, each.name[1].key)}`,
          })),
        ]}
        onChange={(event) => onChange({ over: event.currentTarget.value, field: undefined })}
      />
      <NativeSelect
        label={t('aggregate')}
        value={aggregate}
        data={aggregates.map((each) => ({ value: each, label: t(aggregateTexts[each]) }))}
        onChange={(event) => {
          const next = aggregates.find((each) => each === event.currentTarget.value)
          onChange({ aggregate: next, ...(next === 'count' ? { field: undefined } : {}) })
        }}
      />
      {aggregate === 'count' ? null : (
        <NativeSelect
          label={t('ofField')}
          value={field.field ?? ''}
          data={[
            unset,
            ...(source?.fields ?? [])
              .filter((each) => fits(fieldViewOf(each)))
              .map((each) => ({ value: each.key, label: label(each.label, each.key) })),
          ]}
          onChange={(event) => onChange({ field: event.currentTarget.value || undefined })}
        />
      )}
    </Section>
  )
}
