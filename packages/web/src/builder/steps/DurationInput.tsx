import type { Duration } from '@atelier/definitions'
import { NativeSelect, NumberInput, useTexts } from '@atelier/ui'
import { type DurationUnit, readDuration, units, writeDuration } from './durations.ts'
import { stepTexts } from './step-texts.ts'

const unitTexts = {
  hours: 'unitHours',
  days: 'unitDays',
  businessHours: 'unitBusinessHours',
  businessDays: 'unitBusinessDays',
} as const

/** A duration as a number and a unit; one of several units is shown as it is written and kept. */
export function DurationInput({
  label,
  value,
  onChange,
  optional = true,
  allowed = units,
}: {
  readonly label: string
  readonly value: Duration | undefined
  readonly onChange: (duration: Duration | undefined) => void
  /** An empty number takes the duration away. */
  readonly optional?: boolean
  readonly allowed?: readonly DurationUnit[]
}) {
  const t = useTexts(stepTexts)
  const read = value === undefined ? { count: undefined, unit: allowed[0] ?? 'days' } : readDuration(value)
  if (!read)
    return (
      <p className="small quiet">
        {label}: <code>{typeof value === 'string' ? value : value?.for}</code>
      </p>
    )
  return (
    <div className="builder-pair">
      <NumberInput
        label={label}
        min={0}
        max={9999}
        allowDecimal={false}
        clampBehavior="strict"
        value={read.count ?? ''}
        onChange={(next) => {
          if (typeof next === 'number') onChange(writeDuration(next, read.unit))
          else if (optional) onChange(undefined)
        }}
      />
      <NativeSelect
        aria-label={`${label}: ${t('unit')}`}
        value={read.unit}
        data={allowed.map((unit) => ({ value: unit, label: t(unitTexts[unit]) }))}
        onChange={(event) => {
          const unit = allowed.find((each) => each === event.currentTarget.value) ?? 'days'
          onChange(writeDuration(read.count ?? 1, unit))
        }}
      />
    </div>
  )
}

/** Says a duration in words; one of several units as it is written. */
export function useDurationWords(): (duration: Duration) => string {
  const t = useTexts(stepTexts)
  return (duration) => {
    const read = readDuration(duration)
    if (!read) return typeof duration === 'string' ? duration : duration.for
    return read.count === 0 ? t('atOnce') : t(read.unit, { count: Math.abs(read.count) })
  }
}
