import type { FieldUi } from '@atelier/ui'
import { IconLinkPlus } from '@atelier/ui/icons'
import { ReferenceCell, ReferenceFilter, ReferencesInput } from '../../ui/ReferenceParts.tsx'

const references: FieldUi = {
  kind: 'references',
  Icon: IconLinkPlus,

  Cell: ReferenceCell,
  Input: ReferencesInput,
  FilterInput: ReferenceFilter,
}
export default references
