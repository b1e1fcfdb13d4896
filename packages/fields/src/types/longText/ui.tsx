import type { FieldUi } from '@atelier/ui'
import { IconAlignLeft } from '@atelier/ui/icons'
import { LongTextInput, TextCell, TextFilter } from '../../ui/TextParts.tsx'

const longText: FieldUi = {
  kind: 'prose',
  Icon: IconAlignLeft,
  width: 240,
  Cell: TextCell,
  Input: LongTextInput,
  FilterInput: TextFilter,
}
export default longText
