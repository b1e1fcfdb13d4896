import { createHash } from 'node:crypto'

/** What sample values are resolved against: the moment of loading, the workspace's zone and the ids of the other sample records. */
export type SampleContext = {
  readonly now: Date
  readonly zone: string
  /** Id of a sample record by its key; undefined when no document has it. */
  readonly idOf: (key: string) => string | undefined
}

/** The id of a sample record: the same for the same workspace, entity and key, so that loading twice makes nothing twice. */
export function sampleId(workspace: string, entity: string, key: string): string {
  const hash = createHash('sha256').update(`${workspace}/${entity}/${key}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0')

/** A day of the workspace's calendar, moved by days or to the first of another month. */
function dayIn(zone: string, now: Date, move: { readonly days: number } | { readonly months: number }): string {
  const [year = 0, month = 1, day = 1] = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
    .format(now)
    .split('-')
    .map(Number)
  const moved =
    'days' in move
      ? new Date(Date.UTC(year, month - 1, day + move.days))
      : new Date(Date.UTC(year, month - 1 + move.months, 1))
  return `${pad(moved.getUTCFullYear(), 4)}-${pad(moved.getUTCMonth() + 1, 2)}-${pad(moved.getUTCDate(), 2)}`
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? 0)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(at.getTime() / 1000) * 1000
}

/** The instant of a clock time on a day, in a zone. */
function instantOf(zone: string, day: string, time: string): Date {
  const wanted = new Date(`${day}T${time}:00Z`)
  return new Date(wanted.getTime() - offsetAt(zone, wanted))
}

const dayMs = 86_400_000

/**
 * A sample value with what it says in relation to now and to other records put in: `{"sample": key}`, `{"daysAgo": n, "at"?: "14:30"}` (negative:
 * days ahead) and `{"monthsAgo": n}` (the first of that month). `instant`: a moment is wanted, not a day. What happened today has happened
 * by now, whatever its clock time says. An unknown record is undefined.
 */
export function sampleValue(context: SampleContext, value: unknown, instant: boolean): unknown {
  if (Array.isArray(value)) return value.map((element) => sampleValue(context, element, instant))
  if (typeof value !== 'object' || value === null) return value
  if ('sample' in value && typeof value.sample === 'string') return context.idOf(value.sample)
  if ('daysAgo' in value && typeof value.daysAgo === 'number') {
    if (!instant) return dayIn(context.zone, context.now, { days: -value.daysAgo })
    const at =
      'at' in value && typeof value.at === 'string'
        ? instantOf(context.zone, dayIn(context.zone, context.now, { days: -value.daysAgo }), value.at)
        : new Date(context.now.getTime() - value.daysAgo * dayMs)
    return (value.daysAgo >= 0 && at > context.now ? context.now : at).toISOString()
  }
  if ('monthsAgo' in value && typeof value.monthsAgo === 'number')
    return dayIn(context.zone, context.now, { months: -value.monthsAgo })
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sampleValue(context, inner, instant)]))
}
