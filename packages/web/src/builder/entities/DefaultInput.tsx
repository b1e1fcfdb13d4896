import type { FieldDefinition } from '@atelier/definitions'
import { useTexts } from '@atelier/ui'
import { FieldInput } from '../../fields/Field.tsx'
import { isOfKind } from '../../fields/registry.ts'
import { fieldViewOf } from '../parts/field-view.ts'
import { entityTexts } from './entity-texts.ts'

/** Kinds of values whose control needs nothing but the field. */
const simple = ['text', 'number', 'boolean', 'choice', 'date', 'currency'] as const

/** The default of a field, entered with the field's own control; one that a rule computes is named, not drawn. */
export function DefaultInput({
  field,
  onChange,
}: {
  readonly field: FieldDefinition
  readonly onChange: (value: unknown) => void
}) {
  const t = useTexts(entityTexts)
  if (typeof field.default === 'object' && field.default !== null)
    return <p className="small quiet">{t('defaultRule')}</p>
  const drawn = fieldViewOf(field)
  if (!isOfKind(drawn, ...simple) || drawn.stages !== undefined) return null
  const view = { ...drawn, label: t('default'), help: t('defaultHelp'), required: false, readonly: false }
  return (
    <FieldInput
      field={view}
      variant="form"
      value={field.default ?? null}
      onChange={(value) => onChange(value === null || value === '' ? undefined : value)}
    />
  )
}
