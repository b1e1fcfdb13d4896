import { DateField, type InputProps, useFormat } from '@atelier/ui'
import { parseInstantCell } from '../time-cell.ts'
import { instantInZone } from '../time-value.ts'
import { useControl } from './control.ts'
import { asText } from './value.ts'

/** An instant as the control wants it: local time in the reader's zone, which need not be the browser's. */
export function localTime(instant: string, zone: string): string {
  return Number.isNaN(Date.parse(instant)) ? '' : instantInZone(instant, zone)
}

/** The instant of a local time in the reader's zone; nothing for a time that is not complete. */
export function instantOf(local: string, zone: string): string | null {
  const parsed = parseInstantCell(local.replace('T', ' '), undefined, zone)
  return parsed.ok ? parsed.value : null
}

/** A day and a time, typed or picked, in the reader's zone. */
export default function DateTimeInput(props: InputProps) {
  const control = useControl(props)
  const { zone } = useFormat()
  return (
    <DateField
      withTime
      control={control}
      value={localTime(asText(props.value), zone)}
      onChange={(next) => props.onChange(next === null ? null : instantOf(next, zone))}
    />
  )
}
