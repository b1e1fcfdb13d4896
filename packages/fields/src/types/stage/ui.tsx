import type { FieldUi } from '@atelier/ui'
import { OptionCell, OptionInput, OptionsFilter } from '../../ui/OptionParts.tsx'

const stage: FieldUi = { Cell: OptionCell, Input: OptionInput, FilterInput: OptionsFilter }
export default stage
