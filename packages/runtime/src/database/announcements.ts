import pg from 'pg'

/** What processes on one database tell each other; sent with the transaction that made it true. */
export type Announcement =
  | { readonly kind: 'revision'; readonly workspace: string; readonly revision: number }
  | { readonly kind: 'people'; readonly workspace: string }
  | { readonly kind: 'records'; readonly workspace: string; readonly entity: string; readonly ids: readonly string[] }
  | { readonly kind: 'work'; readonly workspace: string }
  | { readonly kind: 'inbox'; readonly workspace: string; readonly users: readonly string[] }

export const channel = 'atelier'

/** Postgres refuses payloads of 8,000 bytes; many records are announced as "something of this entity changed". */
const payloadLimit = 7_500

/** Sends an announcement when the transaction of `client` commits. */
export async function announce(client: Pick<pg.PoolClient, 'query'>, message: Announcement): Promise<void> {
  await client.query({ name: 'announce', ...announcing(message) })
}

/** The statement that sends it: for those who have a session of the kernel. */
export function announcing(message: Announcement): { readonly text: string; readonly values: string[] } {
  let payload = JSON.stringify(message)
  if (payload.length > payloadLimit && message.kind === 'records') payload = JSON.stringify({ ...message, ids: [] })
  if (payload.length > payloadLimit && message.kind === 'inbox') payload = JSON.stringify({ ...message, users: [] })
  return { text: 'select pg_notify($1, $2)', values: [channel, payload] }
}

export type Announcements = {
  /** Calls back on every announcement, from this and other processes; returns the way to stop. */
  readonly subscribe: (listener: (message: Announcement) => void) => () => void
  readonly close: () => Promise<void>
}

/** Listens on a connection of its own and reconnects for ever; what is missed meanwhile is found by polling (revisions, work). */
export function listenForAnnouncements(url: string): Announcements {
  const listeners = new Set<(message: Announcement) => void>()
  let closed = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    if (closed) return
    const next = new pg.Client({ connectionString: url, application_name: 'atelier-listen' })
    const again = (): void => {
      if (client === next) client = undefined
      if (!closed && timer === undefined) {
        timer = setTimeout(() => {
          timer = undefined
          void connect()
        }, 500)
        timer.unref()
      }
    }
    next.on('error', again)
    next.on('end', again)
    next.on('notification', ({ payload }) => {
      if (payload === undefined) return
      const message: Announcement = JSON.parse(payload)
      for (const listener of listeners) listener(message)
    })
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      client = next
    } catch {
      again()
      await next.end().catch(() => undefined)
    }
  }
  void connect()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      closed = true
      if (timer) clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
