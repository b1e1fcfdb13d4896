import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { defineCommand } from '../command.ts'
import { readFolderTexts } from '../folder-texts.ts'
import { withWorkspace } from '../open-workspace.ts'

/** `atelier export <folder>`: every definition as a file of stable text; what has not changed is not written again. */
export const exportDefinitions = defineCommand({
  name: 'export',
  summary: 'Writes every definition of the workspace to a folder',
  positionals: [{ name: 'folder', help: 'to write to; made when missing' }],
  options: {},
  parsing: 'own',
  async run(input, terminal) {
    const { fileOf, formatDocument } = await import('@atelier/definitions')
    const folder = path.resolve(input.words.folder ?? '')
    return withWorkspace(input, terminal, async ({ context }) => {
      const documents = context.generation.model.documents
      let written = 0
      for (const document of documents) {
        const file = path.join(folder, fileOf(document))
        const text = formatDocument(document)
        if (textOf(file) === text) continue
        mkdirSync(path.dirname(file), { recursive: true })
        writeFileSync(file, text)
        written += 1
      }
      const ours = new Set(documents.map(fileOf))
      const others = (readFolderTexts(folder)?.files ?? []).filter((file) => !ours.has(file))
      for (const file of others) terminal.err(`${file} is not a definition of this workspace; it was left as it is.`)
      terminal.out(
        `${documents.length} definitions of revision ${context.generation.revision}, ${written} files changed`,
      )
      return 0
    })
  },
})

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
