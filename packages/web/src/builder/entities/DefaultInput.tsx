import type { FieldDefinition } from '@atelier/definitions'
import { Button, useTexts } from '@atelier/ui'
import { IconMathFunction, IconX } from '@atelier/ui/icons'
import { useState } from 'react'
import { FieldInput } from '../../fields/Field.tsx'
import { isOfKind } from '../../fields/registry.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { fieldViewOf } from '../parts/field-view.ts'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { entityTexts } from './entity-texts.ts'

/** Kinds of values whose control needs nothing but the field. */
const simple = ['text', 'number', 'boolean', 'choice', 'date', 'currency'] as const

const isRule = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('amount' in value)

/** The default of a field: a value, entered with the field's own control, or a formula. */
export function DefaultInput({
  entity,
  field,
  onChange,
}: {
  /** What the model calls the entity or lines that the field is of. */
  readonly entity: string
  readonly field: FieldDefinition
  readonly onChange: (value: unknown) => void
}) {
  const t = useTexts(entityTexts)
  const model = useDraftModel()
  const [byFormula, setByFormula] = useState(() => isRule(field.default))
  const known = model.entities.get(entity)?.fields.get(field.key)
  if (known?.type.storage !== 'columns') return null
  const turn = (formula: boolean) => {
    setByFormula(formula)
    if (field.default !== undefined) onChange(undefined)
  }
  const view = {
    ...fieldViewOf(model, known),
    label: t('default'),
    help: t('defaultHelp'),
    required: false,
    readonly: false,
  }
  return (
    <>
      {byFormula ? (
        <RuleBuilder
          label={t('default')}
          site={{ entity, place: 'formula', expects: known.type.ruleType(known.settings) }}
          rule={field.default}
          onChange={onChange}
        />
      ) : isOfKind(view, ...simple) && view.stages === undefined ? (
        <FieldInput
          field={view}
          variant="form"
          value={field.default ?? null}
          onChange={(value) => onChange(value === null || value === '' ? undefined : value)}
        />
      ) : null}
      <Button
        size="sm"
        variant="subtle"
        className="rule-add"
        leftSection={byFormula ? <IconX size={14} stroke={1.5} /> : <IconMathFunction size={14} stroke={1.5} />}
        onClick={() => turn(!byFormula)}
      >
        {t(byFormula ? 'defaultNoFormula' : 'defaultFormula')}
      </Button>
    </>
  )
}
