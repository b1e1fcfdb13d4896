import type { CellProps, FieldUi, FilterInputProps, InputProps } from '@atelier/ui'
import { IconTag } from '@atelier/ui/icons'
import { later } from '../../ui/later.tsx'
import { OptionCell } from '../../ui/OptionParts.tsx'
import { pastedTags } from '../../ui/pasted.ts'

const controls = () => import('../../ui/TagsControls.tsx')

const tags: FieldUi = {
  kind: 'choices',
  Icon: IconTag,
  fromPaste: pastedTags,

  Cell: (props: CellProps) => <OptionCell {...props} />,
  Input: later<InputProps>(async () => (await controls()).TagsControl),
  FilterInput: later<FilterInputProps>(async () => (await controls()).TagsFilter),
}
export default tags
