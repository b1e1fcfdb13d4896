import type { FieldUi } from '@atelier/ui'
import { IconRoute } from '@atelier/ui/icons'
import { OptionCell, OptionInput, OptionsFilter } from '../../ui/OptionParts.tsx'
import { pastedOption } from '../../ui/pasted.ts'

const stage: FieldUi = {
  kind: 'choice',
  Icon: IconRoute,
  width: 168,
  fromPaste: pastedOption,
  Cell: OptionCell,
  Input: OptionInput,
  FilterInput: OptionsFilter,
}
export default stage
