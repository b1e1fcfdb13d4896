import { type EntityDocument, type FieldDefinition, resolvePath } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { NativeSelect, NumberInput, useLabel, useTexts } from '@atelier/ui'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { type Documents, entitiesOf, entityByKey, ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { entityKeyAt } from '../edits/entity.ts'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
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
    .filter((field) => field.type === 'lines')
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
const numbers = new Set(['number', 'money', 'percent', 'formula', 'rollup'])
const ordered = new Set([...numbers, 'date', 'datetime'])

/** What a formula may come to here; references are named in documents. */
const results: readonly string[] = [
  'text', 'number', 'percent', 'money', 'boolean', 'date', 'datetime', 'duration', 'choice', 'user', 'team', 'currency',
] // biome-ignore format: a list
const scaled = new Set(['number', 'percent', 'money'])

/** Where a computed field takes its value from. */
export function ComputedSettings({ entity, place, field, onChange }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const model = useDraftModel()
  const key = entityKeyAt(entity, place)
  const unset = { value: '', label: `${b('none')} …` }
  if (field.type === 'formula') {
    const known = model.entities.get(key)?.fields.get(field.key)
    const offered = results.includes(field.result ?? '') ? results : [...results, field.result ?? '']
    return (
      <Section title={t('settings')}>
        <NativeSelect
          label={t('result')}
          value={field.result ?? ''}
          data={offered.map((each) => ({ value: each, label: label(fieldType(each)?.label, each) }))}
          onChange={(event) => onChange({ result: event.currentTarget.value, optionset: undefined })}
        />
        {field.result === 'choice' ? (
          <NativeSelect
            label={t('options')}
            value={field.optionset ?? ''}
            data={[
              unset,
              ...ofKind(documents, 'optionset').map((each) => ({
                value: each.key,
                label: label(each.label, each.key),
              })),
            ]}
            onChange={(event) => onChange({ optionset: event.currentTarget.value || undefined })}
          />
        ) : null}
        {scaled.has(field.result ?? '') ? (
          <NumberInput
            label={t('scale')}
            min={0}
            max={12}
            allowDecimal={false}
            placeholder="12"
            value={field.scale ?? ''}
            onChange={(value) => onChange({ scale: typeof value === 'number' ? value : undefined }, 'scale')}
          />
        ) : null}
        <RuleBuilder
          label={t('formula')}
          site={{ entity: key, place: 'formula', expects: known ? known.type.ruleType(known.settings) : 'any' }}
          rule={field.formula ?? undefined}
          // A formula cannot be left out; until one is written it comes to nothing.
          onChange={(formula) => onChange({ formula: formula ?? null }, 'formula')}
        />
      </Section>
    )
  }
  if (field.type === 'lookup') {
    const [through = '', shown = ''] = (field.path ?? '').split('.')
    const references = entity.fields.filter((each) => each.type === 'reference')
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
  const sources = sourcesOf(entity, documents)
  const source = sources.find((each) => each.key === field.over)
  const aggregate = aggregates.find((each) => each === field.aggregate) ?? 'count'
  const element = resolvePath(model.entities, key, field.over ?? '').steps.at(-1)?.relation?.to[0]
  const byFormula = field.value !== undefined
  const fit = aggregate === 'min' || aggregate === 'max' ? ordered : numbers
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
        onChange={(event) =>
          onChange({ over: event.currentTarget.value, field: undefined, value: undefined, filter: undefined })
        }
      />
      <NativeSelect
        label={t('aggregate')}
        value={aggregate}
        data={aggregates.map((each) => ({ value: each, label: t(aggregateTexts[each]) }))}
        onChange={(event) => {
          const next = aggregates.find((each) => each === event.currentTarget.value)
          onChange({ aggregate: next, ...(next === 'count' ? { field: undefined, value: undefined } : {}) })
        }}
      />
      {aggregate === 'count' ? null : (
        <NativeSelect
          label={t('ofField')}
          value={byFormula ? '=' : (field.field ?? '')}
          data={[
            unset,
            ...(element === undefined ? [] : [{ value: '=', label: t('ofFormula') }]),
            ...(source?.fields ?? [])
              .filter((each) => fit.has(each.type))
              .map((each) => ({ value: each.key, label: label(each.label, each.key) })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget
            onChange(
              value === '=' ? { field: undefined, value: null } : { field: value || undefined, value: undefined },
            )
          }}
        />
      )}
      {aggregate !== 'count' && byFormula && element !== undefined ? (
        <RuleBuilder
          label={t('formula')}
          site={{ entity: element, place: 'formula', record: key, expects: 'any' }}
          rule={field.value ?? undefined}
          onChange={(value) => onChange({ value: value ?? null }, 'value')}
        />
      ) : null}
      {element === undefined ? null : (
        <RuleBuilder
          label={t('rollupFilter')}
          site={{ entity: element, place: 'formula', record: key }}
          rule={field.filter}
          optional
          onChange={(filter) => onChange({ filter }, 'filter')}
        />
      )}
    </Section>
  )
}
