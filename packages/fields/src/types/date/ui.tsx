import type { FieldUi } from '@atelier/ui'
import { IconCalendar } from '@atelier/ui/icons'
import { DateCell, DateFilter, DateInput } from '../../ui/DateParts.tsx'
import { pastedDay } from '../../ui/pasted.ts'

const date: FieldUi = {
  kind: 'date',
  Icon: IconCalendar,
  width: 124,
  telling: 4,
  fromPaste: pastedDay,
  Cell: DateCell,
  Input: DateInput,
  FilterInput: DateFilter,
}
export default date
