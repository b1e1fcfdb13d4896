import type { FieldUi } from '@atelier/ui'
import { DateCell, DateFilter, DateInput } from '../../ui/DateParts.tsx'

const date: FieldUi = { Cell: DateCell, Input: DateInput, FilterInput: DateFilter }
export default date
