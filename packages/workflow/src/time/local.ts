import { Temporal } from 'temporal-polyfill'

/** The calendar day that clocks of the zone show at an instant, `YYYY-MM-DD`. */
export function dayIn(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** The instant at which clocks of the zone show this time on this day; in a gap the first moment after it, of two the earlier. */
export function momentOn(day: string, time: string, zone: string): string {
  const at = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
  return isoOf(at.toInstant())
}

/** An instant or a day moved by an ISO duration; days and longer count on the zone's clocks, hours and shorter in real time. */
export function moved(
  from: { readonly instant: string } | { readonly day: string },
  duration: string,
  zone: string,
): string {
  const by = Temporal.Duration.from(duration)
  if ('instant' in from) return isoOf(Temporal.Instant.from(from.instant).toZonedDateTimeISO(zone).add(by).toInstant())
  return Temporal.PlainDate.from(from.day).add(by).toString()
}

/** Whether a text is a duration as documents write it: `P3D`, `-PT8H`. */
export function isDuration(text: string): boolean {
  try {
    Temporal.Duration.from(text)
    return true
  } catch {
    return false
  }
}

const isoOf = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 })
