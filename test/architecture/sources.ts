import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../..')

/** One import of a source file. */
export type Import = {
  /** As written. */
  from: string
  /** Whether it disappears when types are stripped. */
  typeOnly: boolean
}

/** A source file, by its path from the root with forward slashes. */
export type Source = {
  file: string
  /** Its package under `packages/`. */
  room: string
  /** Whether it is a test or helps tests. */
  isTest: boolean
  /** Whether it belongs to the React half of its package. */
  isUi: boolean
  imports: readonly Import[]
  /** The text without comments and string contents. */
  code: string
}

/** Every file below a folder, by its path from the root; what is installed or built is left out. */
export function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`
    if (!entry.isDirectory()) return [file]
    return ['node_modules', 'dist'].includes(entry.name) ? [] : filesBelow(file)
  })
}

/** The TypeScript sources of all packages. */
export function readSources(): Source[] {
  return readdirSync(path.join(root, 'packages')).flatMap((room) =>
    filesBelow(`packages/${room}/src`)
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readSource(file, room)),
  )
}

function readSource(file: string, room: string): Source {
  const text = withoutComments(readFileSync(path.join(root, file), 'utf8'))
  return {
    file,
    room,
    isTest: /\.test\.tsx?$/.test(file) || /\/(testing|conformance)\//.test(file),
    isUi: file.startsWith(`packages/${room}/src/ui/`) || /\/ui\.tsx?$/.test(file),
    imports: importsOf(text),
    code: text.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''"),
  }
}

/** The imports and re-exports of a text, dynamic ones included. */
export function importsOf(text: string): Import[] {
  const found: Import[] = []
  for (const match of text.matchAll(
    /^[ \t]*(?:import|export)\s+(type\s+)?([^'";()=]*?)\s*\bfrom\s*['"]([^'"]+)['"]/gm,
  )) {
    found.push({ from: match[3] ?? '', typeOnly: match[1] !== undefined })
  }
  for (const match of text.matchAll(/^[ \t]*import\s*['"]([^'"]+)['"]/gm)) {
    found.push({ from: match[1] ?? '', typeOnly: false })
  }
  for (const match of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) {
    // A type may name a module too: `import('x').Y`.
    const typeOnly = /^\s*\)\s*\.\s*[A-Z]/.test(text.slice((match.index ?? 0) + match[0].length))
    found.push({ from: match[1] ?? '', typeOnly })
  }
  return found
}

/** The text without comments; what only looks like one inside a string stays. */
export function withoutComments(text: string): string {
  const parts =
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/[^\n]*/g
  return text.replace(parts, (_match, string: string | undefined) => string ?? '')
}
