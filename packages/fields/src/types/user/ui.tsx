import type { FieldUi } from '@atelier/ui'
import { ReferenceCell, ReferenceFilter, ReferenceInput } from '../../ui/ReferenceParts.tsx'

const user: FieldUi = { Cell: ReferenceCell, Input: ReferenceInput, FilterInput: ReferenceFilter }
export default user
