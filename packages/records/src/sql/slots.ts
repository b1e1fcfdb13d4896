import { type Model, workspaceEnv } from '@atelier/definitions'
import type { Env } from '@atelier/rules'
import type { Statement } from '../context.ts'
import { type Reader, userOf } from '../reader.ts'

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

/** Is this parameter of a shape a marker made by `slot`? */
export const isSlot = (value: unknown): value is Slot =>
  typeof value === 'object' &&
  value !== null &&
  'slot' in value &&
  typeof value.slot === 'string' &&
  slots.get(value.slot) === value

/** A marker for what a rule reads of its context, worked out when the shape is bound. */
export function later(read: (env: Env) => unknown): object {
  const marker = Object.freeze({ read })
  readings.set(marker, read)
  return marker
}

const readings = new WeakMap<object, (env: Env) => unknown>()

/** The statement with every marker replaced; a marker without a value is a bug. `env`: what rules read besides records. */
export function bind(shape: Statement, values: Readonly<Record<string, unknown>>, env: () => Env): Statement {
  let context: Env | undefined
  const parameters = shape.parameters.map((parameter) => {
    const read = typeof parameter === 'object' && parameter !== null ? readings.get(parameter) : undefined
    if (read) {
      context ??= env()
      return read(context)
    }
    if (!isSlot(parameter)) return parameter
    if (!(parameter.slot in values)) throw new Error(`No value for ${parameter.slot}`)
    return values[parameter.slot]
  })
  return { ...shape, parameters }
}

/** What rules read besides records, for a reader at a moment. */
export function envOf(model: Model, reader: Reader, now: Date, today: string | undefined): Env {
  const env = workspaceEnv(model)
  return {
    ...env,
    names: { ...env.names, $user: userOf(reader) },
    now: now.toISOString(),
    ...(today === undefined ? {} : { today }),
  }
}

// The same lists come with every call of a person: they are written out as Postgres reads them once. Ids need no quotes.
const lists = new WeakMap<readonly string[], string>()

function listOf(ids: readonly string[]): string {
  let text = lists.get(ids)
  if (text === undefined) {
    text = `{${ids.join()}}`
    lists.set(ids, text)
  }
  return text
}

/** What the markers of the reader stand for. */
export function ambient(reader: Reader): Readonly<Record<string, unknown>> {
  return {
    user: reader.user ?? null,
    roles: reader.roles,
    team: reader.team ?? null,
    teams: listOf(reader.teams),
    teammates: listOf(reader.teammates),
    people: listOf(reader.people),
  }
}
