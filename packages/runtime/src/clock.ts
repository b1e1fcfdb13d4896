/** The engine's clock: real, or set by tests (`ATELIER_TEST=1`). Everything that asks for the time asks here. */
export type Clock = {
  readonly now: () => Date
  /** Sets the clock; from then on it runs on from there. */
  readonly set: (now: Date) => void
}

/** A clock that follows the machine's until it is set. */
export function createClock(): Clock {
  let offset = 0
  return {
    now: () => new Date(Date.now() + offset),
    set: (now) => {
      offset = now.getTime() - Date.now()
    },
  }
}
