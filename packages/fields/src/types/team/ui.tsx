import type { FieldUi } from '@atelier/ui'
import { IconUsers } from '@atelier/ui/icons'
import { ReferenceCell, ReferenceFilter, ReferenceInput } from '../../ui/ReferenceParts.tsx'

const team: FieldUi = {
  kind: 'people',
  Icon: IconUsers,

  Cell: ReferenceCell,
  Input: ReferenceInput,
  FilterInput: ReferenceFilter,
}
export default team
