import { defineCommand } from '../command.ts'
import { withWorkspace } from '../open-workspace.ts'
import { printProblems } from '../print-problems.ts'
import { readDocuments } from '../read-documents.ts'

/** `atelier apply <folder>`: publishes a folder of definitions, and waits until every running process serves it. */
export const apply = defineCommand({
  name: 'apply',
  summary: 'Adds and changes definitions from a folder, and publishes',
  positionals: [{ name: 'folder', help: 'folder of definitions' }],
  options: { prune: { takes: 'nothing', help: 'also removes what the folder lacks' } },
  parsing: 'own',
  async run(input, terminal) {
    const { composeFolder, publishChange, servedEverywhere } = await import('@atelier/runtime')
    const { formatDocument } = await import('@atelier/definitions')
    const read = await readDocuments(input.words.folder ?? '', terminal)
    if (!read) return 1
    return withWorkspace(input, terminal, async ({ installation, workspace, context }) => {
      const present = context.generation.model.documents
      const onto = context.generation.revision
      const documents = composeFolder(present, read.documents, { prune: input.options.prune !== undefined })
      if (documents.map(formatDocument).join('') === present.map(formatDocument).join('')) {
        terminal.out(`Nothing to change; revision ${onto} is in service`)
        return 0
      }
      const published = await publishChange(installation, context, { documents, onto })
      if (!published.ok) {
        printProblems(published.problems, terminal, read.texts)
        return 1
      }
      const { revision } = published.generation
      if (!(await servedEverywhere(installation.pool, workspace.key, revision))) {
        terminal.err(`Revision ${revision} is published, but a running process does not serve it yet.`)
        return 1
      }
      terminal.out(`Revision ${revision} is in service`)
      return 0
    })
  },
})
