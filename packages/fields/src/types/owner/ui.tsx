import type { FieldUi } from '@atelier/ui'
import { IconUserStar } from '@atelier/ui/icons'
import { ReferenceCell, ReferenceFilter, ReferenceInput } from '../../ui/ReferenceParts.tsx'

const owner: FieldUi = {
  kind: 'people',
  Icon: IconUserStar,
  width: 132,
  telling: 5,
  Cell: ReferenceCell,
  Input: ReferenceInput,
  FilterInput: ReferenceFilter,
}
export default owner
