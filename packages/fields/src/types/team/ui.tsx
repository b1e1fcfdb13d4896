import type { FieldUi } from '@atelier/ui'
import { ReferenceCell, ReferenceFilter, ReferenceInput } from '../../ui/ReferenceParts.tsx'

const team: FieldUi = { Cell: ReferenceCell, Input: ReferenceInput, FilterInput: ReferenceFilter }
export default team
