import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

type Bundle = Parameters<Extract<Plugin['generateBundle'], (...args: never[]) => unknown>>[1]

/** The entry, what it needs at once, and its styles. */
function shellFiles(bundle: Bundle): readonly string[] {
  const files = new Set<string>()
  const add = (name: string): void => {
    const chunk = bundle[name]
    if (files.has(name) || chunk === undefined) return
    files.add(name)
    if (chunk.type === 'chunk') for (const next of chunk.imports) add(next)
  }
  for (const [name, chunk] of Object.entries(bundle)) {
    if (chunk.type === 'chunk' && chunk.isEntry) add(name)
    if (/^assets\/index-[^/]*\.css$/.test(name)) add(name)
  }
  return [...files].sort()
}

/** Writes `sw.js`: the service worker with the files of this build and a version of its own. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      const source = readFileSync(path.join(import.meta.dirname, 'service-worker.js'), 'utf8')
      const names = Object.keys(bundle).sort()
      const version = createHash('sha256').update(source).update(names.join('\n')).digest('hex').slice(0, 12)
      const shell = ['/', ...shellFiles(bundle).map((name) => `/${name}`)]
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: source.replace('__VERSION__', version).replace('__SHELL__', JSON.stringify(shell)),
      })
    },
  }
}
