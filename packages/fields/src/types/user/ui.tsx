import type { FieldUi } from '@atelier/ui'
import { IconUser } from '@atelier/ui/icons'
import { ReferenceCell, ReferenceFilter, ReferenceInput } from '../../ui/ReferenceParts.tsx'

const user: FieldUi = {
  kind: 'people',
  Icon: IconUser,
  width: 132,
  Cell: ReferenceCell,
  Input: ReferenceInput,
  FilterInput: ReferenceFilter,
}
export default user
