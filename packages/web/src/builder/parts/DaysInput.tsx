import type { Duration } from '@atelier/definitions'
import { NumberInput } from '@atelier/ui'

/** Whole days of a duration such as `P7D`; undefined for one that says more. */
export function daysOf(duration: Duration | undefined): number | undefined {
  const found = /^P(\d{1,4})D$/.exec(typeof duration === 'string' ? duration : '')
  return found ? Number(found[1]) : undefined
}

/** A duration in whole days; one that says more is shown as it is written and kept. */
export function DaysInput({
  label,
  value,
  other,
  onChange,
}: {
  readonly label: string
  readonly value: Duration | undefined
  /** What is said of a duration that is not in whole days. */
  readonly other: (text: string) => string
  readonly onChange: (duration: Duration | undefined) => void
}) {
  const days = daysOf(value)
  if (value !== undefined && days === undefined) return <p className="small quiet">{other(JSON.stringify(value))}</p>
  return (
    <NumberInput
      label={label}
      min={1}
      max={999}
      allowDecimal={false}
      clampBehavior="strict"
      value={days ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? `P${next}D` : undefined)}
    />
  )
}
