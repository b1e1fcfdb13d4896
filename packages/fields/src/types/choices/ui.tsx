import type { FieldUi } from '@atelier/ui'
import { OptionCell, OptionsFilter, OptionsInput } from '../../ui/OptionParts.tsx'

const choices: FieldUi = { Cell: OptionCell, Input: OptionsInput, FilterInput: OptionsFilter }
export default choices
