import { defineCommand } from '../command.ts'
import { readFolderTexts } from '../folder-texts.ts'
import { withWorkspace } from '../open-workspace.ts'
import { printProblems } from '../print-problems.ts'

/** `atelier apply <folder>`: publishes a folder of definitions, and waits until every running process serves it. */
export const apply = defineCommand({
  name: 'apply',
  summary: 'Adds and changes definitions from a folder, and publishes',
  positionals: [{ name: 'folder', help: 'folder of definitions' }],
  options: { prune: { takes: 'nothing', help: 'also removes what the folder lacks' } },
  parsing: 'own',
  async run(input, terminal) {
    const runtime = await import('@atelier/runtime')
    const folder = input.words.folder ?? ''
    const texts = readFolderTexts(folder)
    if (texts === undefined) {
      terminal.err(`${folder} is not a folder that can be read.`)
      return 1
    }
    const read = await runtime.readFolder(folder)
    if (!read.ok) {
      printProblems(read.problems, terminal, texts)
      return 1
    }
    return withWorkspace(input, terminal, async ({ installation, workspace, context }) => {
      const present = context.generation.model.documents
      const documents = runtime.composeFolder(present, read.documents, { prune: input.options.prune !== undefined })
      if (JSON.stringify(documents) === JSON.stringify(present)) {
        terminal.out(`Nothing to change; revision ${context.generation.revision} is in service`)
        return 0
      }
      const onto = context.generation.revision
      const published = await runtime.publishChange(installation, context, { documents, onto })
      if (!published.ok) {
        printProblems(published.problems, terminal, texts)
        return 1
      }
      const { revision } = published.generation
      if (!(await runtime.servedEverywhere(installation.pool, workspace.key, revision))) {
        terminal.err(`Revision ${revision} is published, but a running process does not serve it yet.`)
        return 1
      }
      terminal.out(`Revision ${revision} is in service`)
      return 0
    })
  },
})
