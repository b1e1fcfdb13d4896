import type { FieldUi } from '@atelier/ui'
import { IconAbc } from '@atelier/ui/icons'
import { ReadOnly } from '../../ui/ReadOnly.tsx'
import { TextCell, TextFilter } from '../../ui/TextParts.tsx'

const position: FieldUi = {
  kind: 'number',
  Icon: IconAbc,

  Cell: TextCell,
  Input: (props) => (
    <ReadOnly props={props} note="givenLater">
      <TextCell field={props.field} value={props.value} />
    </ReadOnly>
  ),
  FilterInput: TextFilter,
}
export default position
