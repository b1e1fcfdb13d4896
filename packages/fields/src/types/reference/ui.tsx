import type { FieldUi } from '@atelier/ui'
import { ReferenceCell, ReferenceFilter, ReferenceInput } from '../../ui/ReferenceParts.tsx'

const reference: FieldUi = { Cell: ReferenceCell, Input: ReferenceInput, FilterInput: ReferenceFilter }
export default reference
