import type { FieldUi } from '@atelier/ui'
import { IconAbc } from '@atelier/ui/icons'
import { OptionCell, OptionsFilter, OptionsInput } from '../../ui/OptionParts.tsx'

const roles: FieldUi = {
  kind: 'choices',
  Icon: IconAbc,

  Cell: OptionCell,
  Input: OptionsInput,
  FilterInput: OptionsFilter,
}
export default roles
