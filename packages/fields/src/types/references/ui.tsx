import type { FieldUi } from '@atelier/ui'
import { ReferenceCell, ReferenceFilter, ReferencesInput } from '../../ui/ReferenceParts.tsx'

const references: FieldUi = { Cell: ReferenceCell, Input: ReferencesInput, FilterInput: ReferenceFilter }
export default references
