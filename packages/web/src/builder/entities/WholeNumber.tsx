import { fieldType } from '@atelier/fields'
import { NumberInput } from '@atelier/ui'
import { numberIn } from './property-schema.ts'
import type { TypeSettingsProps } from './TypeSettings.tsx'

/** A whole number within the bounds of the property's schema, which says what holds where none is stated. */
export function WholeNumber({
  name,
  text,
  field,
  onChange,
}: TypeSettingsProps & { readonly name: 'scale' | 'maxLength'; readonly text: string }) {
  const schema = fieldType(field.type)?.properties[name]
  return (
    <NumberInput
      label={text}
      min={numberIn(schema, 'minimum') ?? 0}
      max={numberIn(schema, 'maximum') ?? Number.MAX_SAFE_INTEGER}
      allowDecimal={false}
      clampBehavior="strict"
      placeholder={String(numberIn(schema, 'default') ?? '')}
      value={field[name] ?? ''}
      onChange={(value) => onChange({ [name]: typeof value === 'number' ? value : undefined }, name)}
    />
  )
}
