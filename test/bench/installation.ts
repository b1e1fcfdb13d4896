import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startAtelier } from './servers.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Milliseconds until the app is ready on an empty folder, embedded database included; with a template when one is named. */
export async function firstStart(template?: string): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'atelier-bench-first-'))
  await chmod(folder, 0o755)
  try {
    const server = await startAtelier({
      ATELIER_DATA: path.join(folder, 'data'),
      ATELIER_ADMIN_EMAIL: 'admin@example.com',
      ATELIER_ADMIN_PASSWORD: 'correct horse battery',
      ...(template === undefined ? {} : { ATELIER_TEMPLATE: template, ATELIER_SAMPLE_DATA: '1' }),
    })
    await server.stop()
    return server.startedIn
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** Megabytes on disk of what an install brings: the tools that run it, and the packages. */
export function installSize(): { readonly tools: number; readonly packages: number } {
  return { tools: sizeOf(path.join(root, '.tools')), packages: sizeOf(path.join(root, 'node_modules')) }
}

function sizeOf(folder: string): number {
  const seen = new Set<number>()
  let blocks = 0
  const walk = (name: string): void => {
    const info = lstatSync(name)
    // A file that several packages share is there once.
    if (info.nlink > 1 && !info.isDirectory()) {
      if (seen.has(info.ino)) return
      seen.add(info.ino)
    }
    blocks += info.blocks
    if (info.isDirectory()) for (const child of readdirSync(name)) walk(path.join(name, child))
  }
  if (existsSync(folder)) walk(realpathSync(folder))
  return (blocks * 512) / 1_000_000
}
