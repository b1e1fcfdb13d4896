/** Whether the server answers, and how many changes wait here until it does. */
export type Connection = { readonly up: boolean; readonly waiting: number }

let now: Connection = { up: true, waiting: 0 }
const listeners = new Set<() => void>()
const comeBack = new Set<() => void>()
let probing: number | undefined
let pause = 0

const shortest = 1_000
const longest = 15_000

function become(next: Connection): void {
  if (next.up === now.up && next.waiting === now.waiting) return
  const isBack = next.up && !now.up
  now = next
  for (const listener of listeners) listener()
  if (isBack) for (const each of [...comeBack]) each()
}

export const connection = (): Connection => now

export function subscribeConnection(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Calls back each time the server answers again after it did not. */
export function onReconnect(listener: () => void): () => void {
  comeBack.add(listener)
  return () => comeBack.delete(listener)
}

/** Counts a change that waits, or one that does no longer. */
export const countWaiting = (by: 1 | -1): void => become({ ...now, waiting: now.waiting + by })

/** The server has answered. */
export function seenUp(): void {
  window.clearTimeout(probing)
  probing = undefined
  pause = 0
  become({ ...now, up: true })
}

/** The server did not answer: asks again and again, ever more slowly, until it does. */
export function seenDown(): void {
  become({ ...now, up: false })
  if (probing !== undefined) return
  pause = Math.min(longest, Math.max(shortest, pause * 1.6))
  probing = window.setTimeout(() => {
    probing = undefined
    void probe()
  }, pause)
}

/** Asks whether the server is there, now. */
export async function probe(): Promise<void> {
  window.clearTimeout(probing)
  probing = undefined
  const answer = await fetch('/readyz', { cache: 'no-store' }).catch(() => undefined)
  if (answer?.ok) seenUp()
  else seenDown()
}

/** Listens to what the device knows about its network. Gives the way to stop. */
export function watchNetwork(): () => void {
  const onOnline = (): void => void probe()
  window.addEventListener('offline', seenDown)
  window.addEventListener('online', onOnline)
  return () => {
    window.removeEventListener('offline', seenDown)
    window.removeEventListener('online', onOnline)
  }
}
