import type { Duration, Model } from '@atelier/definitions'
import type { Calendar, Env } from '@atelier/rules'
import { scalarOf } from '../rule.ts'
import { moved } from './local.ts'

/** Working days without a calendar: Monday to Friday, round the clock. */
function everyWeekday(zone: string): Calendar {
  const day = [{ from: '00:00', to: '24:00' }]
  return { zone, week: [day, day, day, day, day, [], []] }
}

/**
 * The instant a duration after `start`. On the calendar clock days count on the workspace's clocks; on the business clock `P3D` is three
 * working days at the same time of day and `PT8H` eight working hours, by the calendar named, else the workspace's, else Monday to Friday. It counts
 * from the full minute: eight hours from a moment after nine end with the day, and not a moment after nine of the next.
 */
export function addDuration(model: Model, env: Env, start: string, duration: Duration, calendar?: string): string {
  if (typeof duration === 'string') return moved({ instant: start }, duration, env.zone)
  if (duration.clock !== 'business') return moved({ instant: start }, duration.for, env.zone)
  const key = calendar ?? env.calendar ?? model.workspace.calendar
  const known = key === undefined ? undefined : env.calendars?.[key]
  const calendars = { weekdays: known ?? everyWeekday(env.zone) }
  const rule = { addBusinessTime: [{ now: [] }, duration.for, 'weekdays'] }
  const now = fullMinute(start)
  const value = scalarOf(model, rule, { ...env, record: null, now, calendars }, { kind: 'datetime' }, ['weekdays'])
  return typeof value === 'string' ? value : moved({ instant: start }, duration.for, env.zone)
}

const fullMinute = (instant: string): string => {
  const at = new Date(instant)
  at.setUTCSeconds(0, 0)
  return at.toISOString()
}
