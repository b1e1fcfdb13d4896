import { defineCommand } from '../command.ts'
import { withWorkspace } from '../open-workspace.ts'
import { printProblems } from '../print-problems.ts'
import { readDocuments } from '../read-documents.ts'

/** `atelier plan <folder>`: what `apply` would change, with which SQL and for how many records; changes nothing. */
export const plan = defineCommand({
  name: 'plan',
  summary: 'Says what apply would change, and changes nothing',
  positionals: [{ name: 'folder', help: 'folder of definitions' }],
  options: { prune: { takes: 'nothing', help: 'as for apply: also removes what the folder lacks' } },
  parsing: 'own',
  async run(input, terminal) {
    const { composeFolder, planPublish } = await import('@atelier/runtime')
    const read = await readDocuments(input.words.folder ?? '', terminal)
    if (!read) return 1
    return withWorkspace(input, terminal, async ({ context }) => {
      const prune = input.options.prune !== undefined
      const present = context.generation.model.documents
      const planned = await planPublish(context, composeFolder(present, read.documents, { prune }))
      if (planned.diff.length === 0) terminal.out('Nothing to change')
      for (const { title, sentences } of planned.sentences) {
        terminal.out(title.en)
        for (const sentence of sentences) terminal.out(`  ${sentence.en}`)
      }
      if (planned.effects.length > 0) terminal.out('In the database:')
      for (const { describe, sql } of planned.effects) terminal.out(`  ${describe.en}\n    ${sql}`)
      if (planned.impact.length > 0) terminal.out('Records:')
      for (const { sentence } of planned.impact) terminal.out(`  ${sentence.en}`)
      if (planned.problems.length === 0) return 0
      printProblems(planned.problems, terminal, read.texts)
      return 1
    })
  },
})
