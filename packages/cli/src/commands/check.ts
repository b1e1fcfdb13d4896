import { defineCommand } from '../command.ts'
import { readFolderTexts } from '../folder-texts.ts'
import { printProblems } from '../print-problems.ts'

/** `atelier check <folder>`: reads a folder of definitions and prints every problem with its place. */
export const check = defineCommand({
  name: 'check',
  summary: 'Checks a folder of definitions',
  positionals: [{ name: 'folder', help: 'folder of a workspace or template' }],
  options: {},
  parsing: 'own',
  async run({ words }, terminal) {
    const { readFolder } = await import('@atelier/runtime')
    const { checkDocuments } = await import('@atelier/definitions')
    const texts = readFolderTexts(words.folder ?? '')
    if (texts === undefined) {
      terminal.err(`${words.folder} is not a folder that can be read.`)
      return 1
    }
    const read = await readFolder(words.folder ?? '')
    const problems = read.ok ? checkDocuments(read.documents) : read.problems
    if (problems.length > 0 || !read.ok) {
      printProblems(problems, terminal, texts)
      return 1
    }
    terminal.out(`${read.documents.length} documents, no problems`)
    return 0
  },
})
