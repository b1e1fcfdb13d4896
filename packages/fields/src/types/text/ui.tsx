import type { FieldUi } from '@atelier/ui'
import { LineInput, TextCell, TextFilter } from '../../ui/TextParts.tsx'

const text: FieldUi = {
  Cell: TextCell,
  Input: (props) => <LineInput props={props} type="text" />,
  FilterInput: TextFilter,
}
export default text
