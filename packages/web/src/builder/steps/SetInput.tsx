import type { Entity, Field } from '@atelier/definitions'
import { ActionIcon, SegmentedControl, Select, TextInput, useLabel, useTexts } from '@atelier/ui'
import { IconX } from '@atelier/ui/icons'
import { useState } from 'react'
import { FieldInput } from '../../fields/Field.tsx'
import { isOfKind } from '../../fields/registry.ts'
import { isEmpty } from '../../fields/values.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { fieldViewOf } from '../parts/field-view.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { stepTexts } from './step-texts.ts'

type Values = Readonly<Record<string, unknown>>

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([key, text]) => /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(key) && typeof text === 'string')

const isRule = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isTexts(value)

/** The values that an action writes, field by field: as they are, with texts filled in, or as formulas. */
export function SetInput({
  target,
  site,
  values,
  without = [],
  onChange,
}: {
  /** Whose fields are written. */
  readonly target: Entity
  /** The entity that formulas and texts read. */
  readonly site: string
  readonly values: Values
  /** Fields that are written elsewhere. */
  readonly without?: readonly string[]
  readonly onChange: (values: Values, about?: string) => void
}) {
  const t = useTexts(stepTexts)
  const label = useLabel()
  const written = Object.keys(values).filter((key) => !without.includes(key))
  const free = [...target.fields.values()].filter(
    (field) => !field.system && field.type.source === 'input' && !(field.key in values) && !without.includes(field.key),
  )
  const name = (key: string) => label(target.fields.get(key)?.label, key)
  return (
    <>
      {written.map((key) => (
        <div key={key} className="set-line">
          <div className="row">
            <b className="grow cut">{name(key)}</b>
            <ActionIcon
              size="xs"
              aria-label={t('removeField', { field: name(key) })}
              onClick={() => {
                const { [key]: _, ...others } = values
                onChange(others)
              }}
            >
              <IconX size={14} stroke={1.5} />
            </ActionIcon>
          </div>
          <OneValue
            field={target.fields.get(key)}
            name={name(key)}
            site={site}
            value={values[key]}
            onChange={(value) => onChange({ ...values, [key]: value }, key)}
          />
        </div>
      ))}
      <Select
        aria-label={t('addField')}
        placeholder={t('addField')}
        searchable
        value={null}
        data={free.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
        onChange={(key) => {
          if (key) onChange({ ...values, [key]: '' })
        }}
      />
    </>
  )
}

function OneValue({
  field,
  name,
  site,
  value,
  onChange,
}: {
  readonly field: Field | undefined
  readonly name: string
  readonly site: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}) {
  const t = useTexts(stepTexts)
  const model = useDraftModel()
  const view = field && fieldViewOf(model, field)
  // What a document cannot hold as it stands is written as a formula.
  const isPlain =
    view !== undefined && !isOfKind(view, 'money', 'people', 'reference', 'references', 'files', 'collection')
  const [isFormula, setFormula] = useState(() => !isPlain || isRule(value))
  const isProse = view !== undefined && isOfKind(view, 'text', 'prose')
  return (
    <>
      {isPlain ? (
        <SegmentedControl
          size="xs"
          aria-label={name}
          value={isFormula ? 'formula' : 'value'}
          onChange={(next) => {
            setFormula(next === 'formula')
            onChange('')
          }}
          data={[
            { value: 'value', label: t('asValue') },
            { value: 'formula', label: t('asFormula') },
          ]}
        />
      ) : null}
      {isFormula ? (
        <RuleBuilder
          label={name}
          site={{ entity: site, place: 'automation', expects: field?.type.ruleType(field.settings) ?? 'any' }}
          rule={value === '' ? undefined : value}
          onChange={(rule) => onChange(rule ?? '')}
        />
      ) : isProse ? (
        <>
          <LabelInputs
            kind="text"
            label={typeof value === 'string' ? value || undefined : isTexts(value) ? value : undefined}
            fallback=""
            onChange={(text) => onChange(text ?? '')}
          />
          <p className="small quiet">{t('fillHelp', { example: '{{name}}' })}</p>
        </>
      ) : view ? (
        <FieldInput
          field={{ ...view, readonly: false, required: false, label: name }}
          variant="form"
          value={isEmpty(value) ? null : value}
          onChange={(next) => onChange(next ?? '')}
        />
      ) : (
        <TextInput aria-label={name} value={typeof value === 'string' ? value : JSON.stringify(value)} readOnly />
      )}
    </>
  )
}
