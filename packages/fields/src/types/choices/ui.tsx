import type { FieldUi } from '@atelier/ui'
import { IconChecks } from '@atelier/ui/icons'
import { OptionCell, OptionsFilter, OptionsInput } from '../../ui/OptionParts.tsx'
import { pastedOptions } from '../../ui/pasted.ts'

const choices: FieldUi = {
  kind: 'choices',
  Icon: IconChecks,
  fromPaste: pastedOptions,
  Cell: OptionCell,
  Input: OptionsInput,
  FilterInput: OptionsFilter,
}
export default choices
