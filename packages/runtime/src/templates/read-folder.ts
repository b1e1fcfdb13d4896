import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Document, parseDocuments } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'

export type Folder =
  | { readonly ok: true; readonly documents: readonly Document[] }
  | { readonly ok: false; readonly problems: readonly (Problem & { readonly file: string })[] }

type ReadFile = { readonly path: string; readonly json: unknown } | { readonly path: string; readonly reason: string }

async function readJsonFile(folder: string, name: string): Promise<ReadFile> {
  const shown = name.replaceAll(path.sep, '/')
  try {
    return { path: shown, json: JSON.parse(await readFile(path.join(folder, name), 'utf8')) }
  } catch (error) {
    return { path: shown, reason: error instanceof Error ? error.message : 'unreadable' }
  }
}

/** Every `.json` document below a folder, parsed; each problem names its file. */
export async function readFolder(folder: string): Promise<Folder> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
  const files = await Promise.all(names.map((name) => readJsonFile(folder, name)))
  const unreadable = files.flatMap((file) =>
    'reason' in file
      ? [
          {
            code: 'malformed_json',
            path: '',
            file: file.path,
            message: { en: `This is not JSON: ${file.reason}.`, 'zh-CN': `不是有效的 JSON:${file.reason}。` },
          },
        ]
      : [],
  )
  const parsed = parseDocuments(files.flatMap((file) => ('json' in file ? [file] : [])))
  const problems = [...unreadable, ...parsed.problems]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, documents: parsed.documents }
}
