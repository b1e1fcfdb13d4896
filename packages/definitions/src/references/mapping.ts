import { pointer } from '../problem.ts'

/** Gives back a value, changed or not; `at` is its JSON pointer. */
export type Mapping<T> = (value: T, at: string) => T

/** Maps each member of a list. */
export function each<T>(member: Mapping<T>): Mapping<readonly T[]> {
  return (items, at) => items.map((item, index) => member(item, pointer(at, index)))
}

/** Maps the values of an object by key. */
export function eachValue<T>(member: Mapping<T>): Mapping<Readonly<Record<string, T>>> {
  return (object, at) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, member(value, pointer(at, key))]))
}

/** Maps the named properties of an object where they are present; the order of properties stays. */
export function props<T extends object>(
  mappings: {
    readonly [K in keyof NoInfer<T>]?: Mapping<Required<NoInfer<T>>[K]>
  },
): Mapping<T> {
  return (object, at) => {
    const out: Record<string, unknown> = Object.fromEntries(Object.entries(object))
    for (const [name, mapping] of Object.entries(mappings)) {
      const value = out[name]
      // Each mapping takes and gives the type of its own property.
      if (value !== undefined && value !== null) out[name] = (mapping as Mapping<unknown>)(value, pointer(at, name))
    }
    return out as T
  }
}
