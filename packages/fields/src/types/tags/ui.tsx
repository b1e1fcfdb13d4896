import {
  type CellProps,
  type FieldUi,
  type FilterInputProps,
  type InputProps,
  TagsInput,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconTag } from '@atelier/ui/icons'
import { useControl } from '../../ui/control.ts'
import { OptionCell } from '../../ui/OptionParts.tsx'
import { pastedTags } from '../../ui/pasted.ts'
import { fieldTexts } from '../../ui/texts.ts'
import { asList, asText } from '../../ui/value.ts'

function TagsControl(props: InputProps) {
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

function TagsFilter({ field, value, onChange, autoFocus = false }: FilterInputProps) {
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

const tags: FieldUi = {
  kind: 'choices',
  Icon: IconTag,
  fromPaste: pastedTags,

  Cell: (props: CellProps) => <OptionCell {...props} />,
  Input: TagsControl,
  FilterInput: TagsFilter,
}
export default tags
