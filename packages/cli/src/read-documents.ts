import type { Document } from '@atelier/definitions'
import type { Terminal } from './command.ts'
import { type FolderTexts, readFolderTexts } from './folder-texts.ts'
import { printProblems } from './print-problems.ts'

/** A folder's documents, with the texts to point into; nothing when it has problems, which are printed then. */
export async function readDocuments(
  folder: string,
  terminal: Terminal,
): Promise<{ documents: readonly Document[]; texts: FolderTexts } | undefined> {
  const { readFolder } = await import('@atelier/runtime')
  const texts = readFolderTexts(folder)
  if (texts === undefined) {
    terminal.err(`${folder} is not a folder that can be read.`)
    return undefined
  }
  const read = await readFolder(folder)
  if (read.ok) return { documents: read.documents, texts }
  printProblems(read.problems, terminal, texts)
  return undefined
}
