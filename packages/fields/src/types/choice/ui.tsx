import type { FieldUi } from '@atelier/ui'
import { IconCircleDot } from '@atelier/ui/icons'
import { OptionCell, OptionInput, OptionsFilter } from '../../ui/OptionParts.tsx'
import { pastedOption } from '../../ui/pasted.ts'

const choice: FieldUi = {
  kind: 'choice',
  Icon: IconCircleDot,
  telling: 6,
  fromPaste: pastedOption,
  Cell: OptionCell,
  Input: OptionInput,
  FilterInput: OptionsFilter,
}
export default choice
