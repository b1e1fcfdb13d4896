import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { serve } from '@hono/node-server'
import type { App, Caller } from '../http/open-app.ts'

const dist = path.resolve(import.meta.dirname, '../../packages/web/dist')
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
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

type Site = { readonly url: string; readonly close: () => void }
type Ask = (request: Request, address: string) => Promise<Response>

/** The built pages on a port of their own, with whatever answers their calls. The pages are built by `npm test` before the tests run. */
async function serveWith(ask: Ask): Promise<Site> {
  return new Promise((resolve) => {
    const server = serve(
      {
        port: 0,
        fetch: async (request) => {
          const { pathname, search } = new URL(request.url)
          return pathname.startsWith('/api/') ? ask(request, pathname.slice('/api'.length) + search) : page(pathname)
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

async function passOn(request: Request, headers: Headers): Promise<RequestInit> {
  const body = ['GET', 'HEAD'].includes(request.method) ? null : await request.arrayBuffer()
  return { method: request.method, headers, body, signal: request.signal }
}

/** The built pages and the app behind one port, as one caller sees them. */
export async function servePages(caller: Caller): Promise<Site> {
  return serveWith(async (request, address) => {
    // The caller comes with a key, not with a cookie: whoever opens the pages is signed in as them.
    if (address === '/auth/get-session') return Response.json({ user: { id: caller.id } })
    const headers = new Headers(request.headers)
    headers.delete('origin')
    return caller.fetch(address, await passOn(request, headers))
  })
}

/** The same with nobody signed in: whoever opens the pages signs in with a password, as people do. */
export async function serveSignIn(app: App): Promise<Site> {
  return serveWith(async (request, address) => {
    const headers = new Headers(request.headers)
    // The app behind is asked at the address that it knows as its own.
    if (headers.has('origin')) headers.set('origin', 'http://localhost:3000')
    return app.fetch(address, await passOn(request, headers))
  })
}
