import { useCallback, useSyncExternalStore } from 'react'
import type { FormValues } from '../env.ts'

/**
 * The values of one form, outside React: whoever draws a field listens to the few keys that it hangs on, and hears of nothing else. One `put` tells
 * each listener once, however many of its keys have changed.
 */
export type FormStore = {
  /** All values as they are now; another object after each change. */
  readonly all: () => FormValues
  /** Changes some values and tells who listens. What is the same already changes nothing. */
  readonly put: (values: FormValues) => void
  /** Tells who listens to these keys that something about them is new, whatever their values. */
  readonly touch: (keys: Iterable<string>) => void
  readonly listen: (keys: readonly string[], hear: () => void) => () => void
  /** Counts what has happened to these keys. */
  readonly count: (keys: readonly string[]) => number
}

const same = (one: unknown, other: unknown): boolean =>
  one === other ||
  ((typeof one === 'object' || typeof other === 'object' || one === undefined || other === undefined) &&
    JSON.stringify(one ?? null) === JSON.stringify(other ?? null))

/** A store that begins with these values. */
export function createFormStore(start: FormValues): FormStore {
  let values = start
  const counts = new Map<string, number>()
  const listeners = new Map<string, Set<() => void>>()
  const touch = (keys: Iterable<string>) => {
    const hearers = new Set<() => void>()
    for (const key of keys) {
      counts.set(key, (counts.get(key) ?? 0) + 1)
      for (const hear of listeners.get(key) ?? []) hearers.add(hear)
    }
    for (const hear of hearers) hear()
  }
  return {
    all: () => values,
    put: (given) => {
      const changed = Object.keys(given).filter((key) => !same(values[key], given[key]))
      if (changed.length === 0) return
      values = { ...values, ...given }
      touch(changed)
    },
    touch,
    listen: (keys, hear) => {
      for (const key of keys) listeners.set(key, (listeners.get(key) ?? new Set()).add(hear))
      return () => {
        for (const key of keys) listeners.get(key)?.delete(hear)
      }
    },
    count: (keys) => keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0),
  }
}

/** Draws the component again when something happens to one of the keys. `keys` must stay the same list. */
export function useFormKeys(store: FormStore, keys: readonly string[]): void {
  const listen = useCallback((hear: () => void) => store.listen(keys, hear), [store, keys])
  useSyncExternalStore(listen, () => store.count(keys))
}
