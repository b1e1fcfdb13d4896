import { compileMay, isUnlimited, mayEver } from '@atelier/records'
import type { Announcement, Announcements } from '../database/announcements.ts'
import { runStatement } from '../database/run-statement.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

/** Keeps proxies from closing a quiet connection. */
const heartbeat = 20_000

/** An announcement as one person may hear it: what is invisible to that person is not told. Undefined when nothing is left. */
async function heard(
  context: Context,
  message: Announcement,
): Promise<{ readonly event: string; readonly data: unknown } | undefined> {
  const { workspace } = context
  if (message.workspace !== workspace.key || context.reader.user === undefined) return undefined
  switch (message.kind) {
    case 'revision':
      return { event: 'definitions', data: { revision: message.revision } }
    case 'inbox':
      return message.users.length === 0 || message.users.includes(context.reader.user)
        ? { event: 'inbox', data: {} }
        : undefined
    case 'records': {
      const reader = await workspace.reader(context.reader.user)
      const generation = workspace.current()
      if (reader === undefined || !mayEver(reader, generation.model, message.entity, 'read')) return undefined
      if (isUnlimited(reader) || message.ids.length === 0)
        return { event: 'records', data: { entity: message.entity, ids: message.ids } }
      const statement = compileMay(queryContext({ ...context, generation, reader }), {
        entity: message.entity,
        action: 'read',
        ids: message.ids,
      })
      const ids: readonly string[] = JSON.parse(await runStatement(workspace.pool, statement))
      return ids.length === 0 ? undefined : { event: 'records', data: { entity: message.entity, ids } }
    }
    default:
      return undefined
  }
}

/** A stream of what the caller may hear, until the client goes away. */
function streamFor(context: Context, announcements: Announcements, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stop = (): void => undefined
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string): void => {
        try {
          controller.enqueue(encoder.encode(text))
        } catch {
          stop()
        }
      }
      let last: Promise<void> = Promise.resolve()
      const unsubscribe = announcements.subscribe((message) => {
        last = last
          .then(() => heard(context, message))
          .then((told) => {
            if (told !== undefined) send(`event: ${told.event}\ndata: ${JSON.stringify(told.data)}\n\n`)
          })
          .catch(() => undefined)
      })
      const timer = setInterval(() => send(': still here\n\n'), heartbeat)
      timer.unref()
      let open = true
      stop = () => {
        if (!open) return
        open = false
        clearInterval(timer)
        unsubscribe()
        try {
          controller.close()
        } catch {
          // The client closed it first.
        }
      }
      signal.addEventListener('abort', () => stop(), { once: true })
      send(`event: hello\ndata: ${JSON.stringify({ revision: context.generation.revision })}\n\n`)
    },
    cancel: () => stop(),
  })
}

/** Server-sent events: which records and definitions have changed, and that the caller's inbox has. */
export function eventRoutes(announcements: Announcements): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/events',
      summary: 'Server-sent events: which records and definitions changed',
      access: 'signedIn',
      answers: { 200: 'A stream of `hello`, `records`, `definitions` and `inbox` events' },
      handle: async ({ context, signal }) => ({
        status: 200,
        stream: streamFor(context, announcements, signal),
        type: 'text/event-stream; charset=utf-8',
        headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
      }),
    }),
  ]
}
