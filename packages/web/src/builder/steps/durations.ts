import type { Duration } from '@atelier/definitions'

export const units = ['hours', 'days', 'businessHours', 'businessDays'] as const
export type DurationUnit = (typeof units)[number]

/** A duration as one number of one unit, negative for before; undefined for one that says more. */
export function readDuration(duration: Duration): { readonly count: number; readonly unit: DurationUnit } | undefined {
  const text = typeof duration === 'string' ? duration : duration.for
  const isBusiness = typeof duration !== 'string' && duration.clock === 'business'
  const found = /^(-?)P(?:(\d{1,4})D|T(\d{1,4})H)$/.exec(text)
  if (!found) return undefined
  const count = Number(found[2] ?? found[3]) * (found[1] === '-' ? -1 : 1)
  const isDays = found[2] !== undefined
  return {
    count: count === 0 ? 0 : count,
    unit: isBusiness ? (isDays ? 'businessDays' : 'businessHours') : isDays ? 'days' : 'hours',
  }
}

/** The way back of `readDuration`. */
export function writeDuration(count: number, unit: DurationUnit): Duration {
  const size = Math.abs(Math.trunc(count))
  const sign = count < 0 ? '-' : ''
  const text = unit === 'days' || unit === 'businessDays' ? `${sign}P${size}D` : `${sign}PT${size}H`
  return unit === 'businessDays' || unit === 'businessHours' ? { for: text, clock: 'business' } : text
}
