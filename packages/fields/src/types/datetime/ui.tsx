import { type CellProps, DateTimeText, type FieldUi, type InputProps, TextInput, useFormat } from '@atelier/ui'
import { parseInstantCell } from '../../time-cell.ts'
import { instantInZone } from '../../time-value.ts'
import { useControl } from '../../ui/control.ts'
import { DateFilter } from '../../ui/DateParts.tsx'
import { asText } from '../../ui/value.ts'

function DateTimeCell({ value }: CellProps) {
  const text = asText(value)
  return text === '' ? null : <DateTimeText value={text} />
}

/** An instant as the control wants it: local time in the reader's zone, which need not be the browser's. */
export function localTime(instant: string, zone: string): string {
  return Number.isNaN(Date.parse(instant)) ? '' : instantInZone(instant, zone).replace(' ', 'T')
}

/** The instant of a local time in the reader's zone; nothing for a time that is not complete. */
export function instantOf(local: string, zone: string): string | null {
  const parsed = parseInstantCell(local.replace('T', ' '), undefined, zone)
  return parsed.ok ? parsed.value : null
}

function DateTimeInput(props: InputProps) {
  const control = useControl(props)
  const { zone } = useFormat()
  return (
    <TextInput
      {...control}
      type="datetime-local"
      min="0001-01-02T00:00"
      max="9999-12-30T23:59"
      value={localTime(asText(props.value), zone)}
      onChange={(event) => props.onChange(instantOf(event.currentTarget.value, zone))}
    />
  )
}

const datetime: FieldUi = { Cell: DateTimeCell, Input: DateTimeInput, FilterInput: DateFilter }
export default datetime
