import { type EntityDocument, type Field, type FieldDefinition, resolvePath } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { isNumeric, isOfKind, isTemporal } from '../../fields/registry.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { type Documents, entitiesOf, entityByKey, ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { entityKeyAt } from '../edits/entity.ts'
import { fieldViewOf } from '../parts/field-view.ts'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { entityTexts } from './entity-texts.ts'
import { wordsIn } from './property-schema.ts'
import type { TypeSettingsProps } from './TypeSettings.tsx'
import { WholeNumber } from './WholeNumber.tsx'

type Source = {
  readonly key: string
  readonly name: readonly [EntityDocument, FieldDefinition]
}

/** What a rollup can add up: the entity's own line items, and records of others that point to it and have a name here. */
function sourcesOf(entity: EntityDocument, documents: Documents): readonly Source[] {
  const lines = entity.fields
    .filter((field) => fieldType(field.type)?.storage === 'rows')
    .map((field): Source => ({ key: field.key, name: [entity, field] }))
  const others = entitiesOf(documents).flatMap((other) =>
    other.fields
      .filter((field) => field.reverse && (field.target === entity.key || field.targets?.includes(entity.key)))
      .map((field): Source => ({ key: field.reverse?.key ?? '', name: [other, field] })),
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

/** What a formula may come to here; references are named in documents, with their entity. */
const resultsOf = (type: string): readonly string[] =>
  wordsIn(fieldType(type)?.properties.result).filter((each) => !fieldType(each)?.requiredProperties.includes('target'))

/** What a formula comes to, and the rule that works it out. */
export function FormulaSettings(props: TypeSettingsProps) {
  const { entity, place, field, onChange } = props
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const key = entityKeyAt(entity, place)
  const known = useDraftModel().entities.get(key)?.fields.get(field.key)
  const result = field.result ?? ''
  const { properties = {} } = fieldType(result) ?? {}
  return (
    <Section title={t('settings')}>
      <NativeSelect
        label={t('result')}
        value={result}
        data={[...new Set([...resultsOf(field.type), result])].map((each) => ({
          value: each,
          label: label(fieldType(each)?.label, each),
        }))}
        onChange={(event) => onChange({ result: event.currentTarget.value, optionset: undefined })}
      />
      {'optionset' in properties ? (
        <NativeSelect
          label={t('options')}
          value={field.optionset ?? ''}
          data={[
            { value: '', label: `${b('none')} …` },
            ...ofKind(documents, 'optionset').map((each) => ({ value: each.key, label: label(each.label, each.key) })),
          ]}
          onChange={(event) => onChange({ optionset: event.currentTarget.value || undefined })}
        />
      ) : null}
      {'scale' in properties ? <WholeNumber {...props} name="scale" text={t('scale')} /> : null}
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

/** Through which reference a lookup reads which field. */
export function LookupSettings({ entity, field, onChange }: TypeSettingsProps) {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const unset = { value: '', label: `${b('none')} …` }
  const [through = '', shown = ''] = (field.path ?? '').split('.')
  const references = entity.fields.filter((each) => isOfKind(each, 'reference'))
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

/** What a rollup adds up, of which records, and how. */
export function RollupSettings(props: TypeSettingsProps) {
  const { entity, place, field, onChange } = props
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const model = useDraftModel()
  const key = entityKeyAt(entity, place)
  const unset = { value: '', label: `${b('none')} …` }
  const sources = sourcesOf(entity, documents)
  const aggregate = aggregates.find((each) => each === field.aggregate) ?? 'count'
  const element = resolvePath(model.entities, key, field.over ?? '').steps.at(-1)?.relation?.to[0]
  const candidates = [...(model.entities.get(element ?? '')?.fields.values() ?? [])]
  const byFormula = field.value !== undefined
  const fits = (each: Field) => {
    if (each.system || each.type.storage !== 'columns') return false
    const view = fieldViewOf(model, each)
    return isNumeric(view) || ((aggregate === 'min' || aggregate === 'max') && isTemporal(view))
  }
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
            ...candidates.filter(fits).map((each) => ({ value: each.key, label: label(each.label, each.key) })),
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
      {aggregate === 'count' ? null : <WholeNumber {...props} name="scale" text={t('scale')} />}
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
