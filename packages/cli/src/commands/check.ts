import { defineCommand } from '../command.ts'
import { printProblems } from '../print-problems.ts'
import { readDocuments } from '../read-documents.ts'

/** `atelier check <folder>`: reads a folder of definitions and prints every problem with its place. */
export const check = defineCommand({
  name: 'check',
  summary: 'Checks a folder of definitions',
  positionals: [{ name: 'folder', help: 'folder of a workspace or template' }],
  options: {},
  parsing: 'own',
  async run({ words }, terminal) {
    const { checkDocuments } = await import('@atelier/definitions')
    const read = await readDocuments(words.folder ?? '', terminal)
    if (!read) return 1
    const problems = checkDocuments(read.documents)
    if (problems.length > 0) {
      printProblems(problems, terminal, read.texts)
      return 1
    }
    terminal.out(`${read.documents.length} documents, no problems`)
    return 0
  },
})
