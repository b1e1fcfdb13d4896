import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The texts of a folder's documents, by file, and which file a document (`kind/key`) is in. */
export type FolderTexts = {
  files: readonly string[]
  nameOf: (document: string) => string | undefined
  textOf: (file: string) => string | undefined
}

/** Reads every `.json` file below a folder as text; nothing when there is no such folder. */
export function readFolderTexts(folder: string): FolderTexts | undefined {
  const texts = new Map<string, string>()
  const names = new Map<string, string>()
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.json')) continue
      const file = path.join(entry.parentPath, entry.name)
      const name = path.relative(folder, file).replaceAll(path.sep, '/')
      texts.set(name, readFileSync(file, 'utf8'))
      names.set(documentIn(texts.get(name) ?? '') ?? name, name)
    }
  } catch {
    return undefined
  }
  return { files: [...texts.keys()], nameOf: (document) => names.get(document), textOf: (file) => texts.get(file) }
}

function documentIn(text: string): string | undefined {
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json !== 'object' || json === null || !('kind' in json) || !('key' in json)) return undefined
    return `${json.kind}/${json.key}`
  } catch {
    return undefined
  }
}
