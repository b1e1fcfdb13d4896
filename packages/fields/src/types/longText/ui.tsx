import type { FieldUi } from '@atelier/ui'
import { LongTextInput, TextCell, TextFilter } from '../../ui/TextParts.tsx'

const longText: FieldUi = { Cell: TextCell, Input: LongTextInput, FilterInput: TextFilter }
export default longText
