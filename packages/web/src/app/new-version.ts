/** A newer build that waits on the device to take over; null while there is none. */
let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

export const newVersion = (): ServiceWorker | null => waiting

export function subscribeVersion(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function found(worker: ServiceWorker | null): void {
  // The first version of all has nobody to take over from.
  if (worker === null || navigator.serviceWorker.controller === null) return
  waiting = worker
  for (const listener of listeners) listener()
}

/** Asked again this often: a tab stays open for days. */
const every = 30 * 60_000

/** Keeps the shell on the device, and notices when a newer build is ready. */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const registration = await navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  if (!registration) return
  found(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const next = registration.installing
    next?.addEventListener('statechange', () => {
      if (next.state === 'installed') found(registration.waiting)
    })
  })
  window.setInterval(() => void registration.update().catch(() => undefined), every)
}

/** Lets the newer build take over, and draws the page with it. */
export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true })
  waiting?.postMessage('take over')
}
