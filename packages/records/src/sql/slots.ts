import type { Statement } from '../context.ts'
import type { Reader } from '../reader.ts'

/**
 * Values that change from call to call while the text stays: they stand as markers among the parameters of a compiled shape and are
 * replaced when it is bound. So one shape serves every user who holds the same roles.
 */
export type Slot = { readonly slot: string }

const slots = new Map<string, Slot>()

/** The marker of this name; always the same object. */
export function slot(name: string): Slot {
  let found = slots.get(name)
  if (!found) {
    found = Object.freeze({ slot: name })
    slots.set(name, found)
  }
  return found
}

const isSlot = (value: unknown): value is Slot =>
  typeof value === 'object' &&
  value !== null &&
  'slot' in value &&
  typeof value.slot === 'string' &&
  slots.get(value.slot) === value

/** The statement with every marker replaced; a marker without a value is a bug. */
export function bind(shape: Statement, values: Readonly<Record<string, unknown>>): Statement {
  const parameters = shape.parameters.map((parameter) => {
    if (!isSlot(parameter)) return parameter
    if (!(parameter.slot in values)) throw new Error(`No value for ${parameter.slot}`)
    return values[parameter.slot]
  })
  return { ...shape, parameters }
}

/** What the markers of the reader and the clock stand for. */
export function ambient(reader: Reader, now: Date, today: string): Readonly<Record<string, unknown>> {
  return {
    user: reader.user ?? null,
    roles: reader.roles,
    team: reader.team ?? null,
    teams: reader.teams,
    teammates: reader.teammates,
    people: reader.people,
    now: now.toISOString(),
    today,
  }
}
