import { type CellProps, DateTimeText, type FieldUi, type InputProps, TextInput } from '@atelier/ui'
import { IconCalendarTime } from '@atelier/ui/icons'
import { lazy, Suspense } from 'react'
import { useControl } from '../../ui/control.ts'
import { DateFilter } from '../../ui/DateParts.tsx'
import { asText } from '../../ui/value.ts'

function DateTimeCell({ value }: CellProps) {
  const text = asText(value)
  return text === '' ? null : <DateTimeText value={text} />
}

// Reckoning with zones takes code of its own; it is fetched when a time is edited.
const LazyInput = lazy(() => import('../../ui/DateTimeInput.tsx'))

function DateTimeInput(props: InputProps) {
  const control = useControl(props)
  return (
    <Suspense fallback={<TextInput {...control} autoFocus={false} readOnly value="" />}>
      <LazyInput {...props} />
    </Suspense>
  )
}

const datetime: FieldUi = {
  kind: 'datetime',
  Icon: IconCalendarTime,
  width: 156,
  Cell: DateTimeCell,
  Input: DateTimeInput,
  FilterInput: DateFilter,
}
export default datetime
