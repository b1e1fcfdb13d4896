import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { serve } from '@hono/node-server'
import type { Caller } from '../http/open-app.ts'

const dist = path.resolve(import.meta.dirname, '../../packages/web/dist')
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

async function page(pathname: string): Promise<Response> {
  const named = path.join(dist, path.normalize(pathname))
  const file = path.extname(named) === '' ? path.join(dist, 'index.html') : named
  const body = await readFile(file).catch(() => undefined)
  if (body === undefined) return new Response('Not found', { status: 404 })
  return new Response(new Uint8Array(body), {
    headers: { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' },
  })
}

/** The built pages and the app behind one port, as one caller sees them. The pages are built by `npm test` before the tests run. */
export async function servePages(caller: Caller): Promise<{ readonly url: string; readonly close: () => void }> {
  return new Promise((resolve) => {
    const server = serve(
      {
        port: 0,
        fetch: async (request) => {
          const { pathname, search } = new URL(request.url)
          if (!pathname.startsWith('/api/')) return page(pathname)
          // The caller comes with a key, not with a cookie: whoever opens the pages is signed in as them.
          if (pathname === '/api/auth/get-session') return Response.json({ user: { id: caller.id } })
          const headers = new Headers(request.headers)
          headers.delete('origin')
          const body = ['GET', 'HEAD'].includes(request.method) ? null : await request.arrayBuffer()
          return caller.fetch(pathname.slice('/api'.length) + search, {
            method: request.method,
            headers,
            body,
            signal: request.signal,
          })
        },
      },
      ({ port }) =>
        resolve({
          url: `http://localhost:${port}`,
          close: () => {
            server.close()
            if ('closeAllConnections' in server) server.closeAllConnections()
          },
        }),
    )
  })
}
