import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root, type Source } from './sources.ts'

type Manifest = {
  exports?: Record<string, string>
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** The package.json of one of our packages. */
export function manifestOf(room: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, 'packages', room, 'package.json'), 'utf8'))
}

/** An import of a package: its name and the entry after it (`.` or `./sql`); nothing for files and Node's modules. */
export function packageOf(from: string): { name: string; entry: string } | undefined {
  if (from.startsWith('.') || from.startsWith('node:')) return undefined
  const parts = from.split('/')
  const length = from.startsWith('@') ? 2 : 1
  const rest = parts.slice(length).join('/')
  return { name: parts.slice(0, length).join('/'), entry: rest === '' ? '.' : `./${rest}` }
}

/** The name of our package that an import goes to, or nothing. */
export function roomOf(from: string): string | undefined {
  const target = packageOf(from)
  return target?.name.startsWith('@atelier/') ? target.name.slice('@atelier/'.length) : undefined
}

/** The file of ours that an import goes to, or nothing. */
export function resolve(source: Source, from: string): string | undefined {
  if (from.startsWith('.')) {
    const file = path.posix.join(path.posix.dirname(source.file), from)
    return existsSync(path.join(root, file)) ? file : undefined
  }
  const room = roomOf(from)
  const entry = packageOf(from)?.entry
  const target = room && entry ? manifestOf(room).exports?.[entry] : undefined
  return target ? path.posix.join('packages', room ?? '', target) : undefined
}

/** The circles in a graph of files, each as a list that begins and ends with the same file. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = []
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string) => {
    const start = path.indexOf(file)
    if (start >= 0) {
      found.push([...path.slice(start), file])
      return
    }
    if (done.has(file)) return
    path.push(file)
    for (const next of graph.get(file) ?? []) visit(next)
    path.pop()
    done.add(file)
  }
  for (const file of graph.keys()) visit(file)
  return found
}
