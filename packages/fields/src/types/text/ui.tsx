import type { FieldUi } from '@atelier/ui'
import { IconTypography } from '@atelier/ui/icons'
import { LineInput, TextCell, TextFilter } from '../../ui/TextParts.tsx'

const text: FieldUi = {
  kind: 'text',
  Icon: IconTypography,

  Cell: TextCell,
  Input: (props) => <LineInput props={props} type="text" />,
  FilterInput: TextFilter,
}
export default text
