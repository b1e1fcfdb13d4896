import type { Duration, Model } from '@atelier/definitions'
import type { Env, RecordData } from '@atelier/rules'
import { type ActiveAutomation, automationsOf } from '../triggers/automations-of.ts'
import { addDuration } from './add-duration.ts'
import { momentOn, moved } from './local.ts'

/** A moment at which an automation is due for a record. It fires once per automation, record, offset and value. */
export type Timer = {
  /** Id of the automation. */
  readonly automation: string
  /** The offset as text, the same for the same offset. */
  readonly offset: string
  /** The field's value that it counts from: a new value is a new timer. */
  readonly value: string
  /** ISO instant. */
  readonly dueAt: string
}

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)

/** The value at a field or at a part of it (`stage.enteredAt`), as text. */
export function timeAt(record: RecordData | null, path: string): string | undefined {
  let value: unknown = record
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, key)?.value
  }
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Minus signs and all, the offset as documents and logs show it. */
export const offsetText = (offset: Duration): string =>
  typeof offset === 'string' ? offset : `${offset.for} ${offset.clock ?? 'calendar'}`

/** When an offset from a value is due: on its day `at` that time of the workspace's clocks, midnight for a plain date. */
function dueAt(model: Model, env: Env, automation: ActiveAutomation, value: string, offset: Duration): string {
  const at = automation.trigger.on === 'time.reached' ? automation.trigger.at : undefined
  if (isDay(value) && typeof offset === 'string' && !offset.includes('T'))
    return momentOn(moved({ day: value }, offset, env.zone), at ?? '00:00', env.zone)
  const start = isDay(value) ? momentOn(value, at ?? '00:00', env.zone) : value
  const due = addDuration(model, env, start, offset, automation.calendar)
  return at === undefined || isDay(value)
    ? due
    : momentOn(moved({ instant: due }, 'P0D', env.zone).slice(0, 10), at, env.zone)
}

/** How long after its moment a missed timer still fires when the trigger does not say. */
export const defaultCatchUp = 'P1D'

/**
 * Timers of a record for the present values of the fields that `changed` names (`'all'` for a record that is made or restored). Of moments already
 * past, each automation keeps the latest only, and none that is older than its `catchUp`. `env.now` is the present moment.
 */
export function timersFor(
  model: Model,
  entity: string,
  env: Env,
  changed: ReadonlySet<string> | 'all',
): readonly Timer[] {
  return automationsOf(model, entity).flatMap((automation) => {
    const { trigger } = automation
    if (trigger.on !== 'time.reached') return []
    const [field = ''] = trigger.field.split('.')
    if (changed !== 'all' && !changed.has(field)) return []
    return timersOf(model, env, automation)
  })
}

/** Timers of one automation for a record as it is now. */
export function timersOf(model: Model, env: Env, automation: ActiveAutomation): readonly Timer[] {
  const { trigger } = automation
  if (trigger.on !== 'time.reached') return []
  const value = timeAt(env.record, trigger.field)
  if (value === undefined) return []
  const timers = trigger.offsets.map(
    (offset): Timer => ({
      automation: automation.id,
      offset: offsetText(offset),
      value,
      dueAt: dueAt(model, env, automation, value, offset),
    }),
  )
  const missed = timers.filter(
    (timer) => timer.dueAt <= env.now && !isMissed(automation, timer.dueAt, env.now, env.zone),
  )
  const latest = missed.reduce<Timer | undefined>(
    (last, each) => (last === undefined || each.dueAt > last.dueAt ? each : last),
    undefined,
  )
  return timers.filter((timer) => timer.dueAt > env.now || timer === latest)
}

/** When a timer that has fired `times` times already is due again; undefined when it is not. */
export function nextRepeat(
  automation: ActiveAutomation,
  dueAt: string,
  times: number,
  zone: string,
): string | undefined {
  const { trigger } = automation
  if (trigger.on !== 'time.reached' || trigger.repeat === undefined) return undefined
  return times > trigger.repeat.max ? undefined : moved({ instant: dueAt }, trigger.repeat.every, zone)
}

/** Whether a moment lies further back than the automation catches up on. */
export function isMissed(automation: ActiveAutomation, dueAt: string, now: string, zone: string): boolean {
  const { trigger } = automation
  const within = trigger.on === 'time.reached' ? (trigger.catchUp ?? defaultCatchUp) : defaultCatchUp
  return dueAt < moved({ instant: now }, `-${within}`, zone)
}
