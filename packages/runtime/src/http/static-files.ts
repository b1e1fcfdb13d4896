import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

const policy =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"

type Served = {
  readonly body: Buffer
  readonly gzip: Buffer | undefined
  readonly type: string
  readonly changed: number
}

/** Serves the built app: hashed files for ever, everything else that looks like a page gets the page. */
export function mountApp(app: Hono, folder: string): void {
  const cache = new Map<string, Served>()
  const read = async (name: string): Promise<Served | undefined> => {
    const file = path.join(folder, name)
    if (!file.startsWith(folder + path.sep)) return undefined
    const info = await stat(file).catch(() => undefined)
    if (!info?.isFile()) return undefined
    const known = cache.get(name)
    if (known && known.changed === info.mtimeMs) return known
    const body = await readFile(file)
    const type = types[path.extname(name)] ?? 'application/octet-stream'
    const served = {
      body,
      gzip: body.byteLength > 1000 && /text|json|svg|javascript/.test(type) ? gzipSync(body) : undefined,
      type,
      changed: info.mtimeMs,
    }
    cache.set(name, served)
    return served
  }
  app.get('*', async (c, next) => {
    const wanted = decodeURIComponent(c.req.path)
    if (wanted.startsWith('/api/') || wanted.includes('\0')) return next()
    const file = (await read(wanted.slice(1))) ?? (path.extname(wanted) === '' ? await read('index.html') : undefined)
    if (!file) return next()
    const headers: Record<string, string> = {
      'content-type': file.type,
      'cache-control': wanted.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      vary: 'Accept-Encoding',
      ...(file.type.startsWith('text/html') ? { 'content-security-policy': policy } : {}),
    }
    const zipped = file.gzip !== undefined && (c.req.header('accept-encoding') ?? '').includes('gzip')
    return new Response(new Uint8Array(zipped && file.gzip ? file.gzip : file.body), {
      headers: zipped ? { ...headers, 'content-encoding': 'gzip' } : headers,
    })
  })
}
