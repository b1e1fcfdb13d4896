import { connection, countWaiting, onReconnect, seenDown, seenUp } from './connection.ts'

/** Changes of what people work with; everything else fails at once when the server is away. */
const kept = /^\/api\/(records\/(?![^/]+\/query)|batch|undo|approvals\/|inbox\/|notifications\/)/

/** What a proxy answers for a server that is away, or starting. */
const away = new Set([502, 503, 504])

let line: Promise<void> = Promise.resolve()
const giveUps = new Set<() => void>()

/** Lets every waiting change fail, so that the pages take it back. */
export function dropWaiting(): void {
  for (const giveUp of [...giveUps]) giveUp()
}

const reconnected = (): Promise<void> =>
  connection().up
    ? Promise.resolve()
    : new Promise((resolve) => {
        const stop = onReconnect(() => {
          stop()
          resolve()
        })
      })

const someKey = (): string => Array.from({ length: 4 }, () => Math.random().toString(36).slice(2)).join('')

/** One attempt; undefined when the server is away. */
async function attempt(address: string, init: RequestInit): Promise<Response | undefined> {
  try {
    const response = await fetch(address, init)
    if (away.has(response.status)) {
      seenDown()
      return undefined
    }
    if (!connection().up) seenUp()
    return response
  } catch (error) {
    if (init.signal?.aborted) throw error
    seenDown()
    return undefined
  }
}

/** A change that could not be sent: it waits its turn behind those before it and is sent when the server is back. */
function waitInLine(address: string, init: RequestInit): Promise<Response> {
  countWaiting(1)
  return new Promise<Response>((resolve, reject) => {
    let given = false
    const done = (settle: () => void): void => {
      if (given) return
      given = true
      giveUps.delete(giveUp)
      countWaiting(-1)
      settle()
    }
    const giveUp = (): void => done(() => reject(new TypeError('unreachable')))
    giveUps.add(giveUp)
    line = line.then(async () => {
      while (!given) {
        await reconnected()
        if (given) return
        const response = await attempt(address, init).catch(() => undefined)
        if (response) return done(() => resolve(gone(init, response)))
      }
    })
  })
}

// The first attempt may have come through without its answer: then what was to be deleted is deleted.
const gone = (init: RequestInit, response: Response): Response =>
  init.method === 'DELETE' && response.status === 404 ? new Response(null, { status: 204 }) : response

/**
 * `fetch` for the app's client: it notices when the server is away, and keeps changes until it is back, in their order. What creates
 * something carries a key, so that sending it twice makes it once.
 */
export async function patientFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const address = String(input)
  const method = init.method ?? 'GET'
  const isKept = method !== 'GET' && kept.test(address)
  const sent =
    isKept && method === 'POST' && typeof init.body === 'string'
      ? { ...init, headers: { ...init.headers, 'Idempotency-Key': someKey() } }
      : init
  if (isKept && (!connection().up || connection().waiting > 0)) return waitInLine(address, sent)
  const response = await attempt(address, sent)
  if (response) return response
  if (isKept) return waitInLine(address, sent)
  throw new TypeError('unreachable')
}
