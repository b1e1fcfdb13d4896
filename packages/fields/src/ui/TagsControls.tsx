import { type FilterInputProps, type InputProps, TagsInput, useLabel, useTexts } from '@atelier/ui'
import { useControl } from './control.ts'
import { fieldTexts } from './texts.ts'
import { asList, asText } from './value.ts'

/** A control for words; a comma ends one. */
export function TagsControl(props: InputProps) {
  const t = useTexts(fieldTexts)
  const control = useControl(props)
  const tags = asList(props.value).map(asText)
  return (
    <TagsInput
      {...control}
      value={tags}
      placeholder={tags.length === 0 ? t('addTag') : ''}
      splitChars={[',', '，', '、', ';', '；']}
      onChange={(next) => props.onChange(next.length === 0 ? null : next)}
    />
  )
}

/** The words that a filter asks for. */
export function TagsFilter({ field, value, onChange, autoFocus = false }: FilterInputProps) {
  const t = useTexts(fieldTexts)
  const read = useLabel()
  return (
    <TagsInput
      aria-label={read(field.label, field.key)}
      autoFocus={autoFocus}
      placeholder={t('addTag')}
      value={asList(value).map(asText)}
      onChange={(next) => onChange(next)}
    />
  )
}
