import type { FieldUi } from '@atelier/ui'
import { IconLink } from '@atelier/ui/icons'
import { ReferenceCell, ReferenceFilter, ReferenceInput } from '../../ui/ReferenceParts.tsx'

const reference: FieldUi = {
  kind: 'reference',
  Icon: IconLink,
  telling: 1,
  Cell: ReferenceCell,
  Input: ReferenceInput,
  FilterInput: ReferenceFilter,
}
export default reference
