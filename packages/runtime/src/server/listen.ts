import type { Server } from 'node:http'
import { serve } from '@hono/node-server'

export type Fetch = (request: Request) => Response | Promise<Response>

export type Listener = {
  readonly port: number
  /** What answers from now on. */
  readonly answerWith: (fetch: Fetch) => void
  /** Stops taking connections and waits for requests under way, at most `graceMs`. */
  readonly drain: (graceMs: number) => Promise<void>
}

export type Listening =
  | { readonly ok: true; readonly listener: Listener }
  | { readonly ok: false; readonly code: string }

/** Takes the port. What cannot be taken (`EADDRINUSE`, `EACCES`) is returned, not thrown. */
export async function listen(options: { port: number; host: string; fetch: Fetch }): Promise<Listening> {
  let answer = options.fetch
  return new Promise((resolve) => {
    const server = serve(
      { fetch: (request: Request) => answer(request), port: options.port, hostname: options.host },
      (info) => {
        resolve({
          ok: true,
          listener: {
            port: info.port,
            answerWith: (fetch) => {
              answer = fetch
            },
            drain: (graceMs) => drain(server as Server, graceMs),
          },
        })
      },
    )
    server.on('error', (error: NodeJS.ErrnoException) => resolve({ ok: false, code: error.code ?? 'EUNKNOWN' }))
  })
}

async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const force = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(force)
}
