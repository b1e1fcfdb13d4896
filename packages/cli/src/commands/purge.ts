import { defineCommand } from '../command.ts'
import { withWorkspace } from '../open-workspace.ts'
import { printProblems } from '../print-problems.ts'

/** `atelier purge`: removes the data of dropped fields and entities, which a rollback would otherwise bring back. */
export const purge = defineCommand({
  name: 'purge',
  summary: 'Removes the data of dropped fields and entities for good',
  positionals: [],
  options: { 'dry-run': { takes: 'nothing', help: 'only says what would go' } },
  parsing: 'own',
  async run(input, terminal) {
    const { planKept, purgeKept } = await import('@atelier/runtime')
    return withWorkspace(input, terminal, async ({ installation, context }) => {
      if (input.options['dry-run'] !== undefined) {
        const kept = await planKept(context)
        if (kept.length === 0) terminal.out('Nothing is kept')
        for (const { sentence } of kept) terminal.out(`Would be gone for good: ${sentence.en}`)
        return 0
      }
      const purged = await purgeKept(installation, context, context.generation.revision)
      if (!purged.ok) {
        printProblems(purged.problems, terminal)
        return 1
      }
      if (purged.removed.length === 0) terminal.out('Nothing is kept')
      for (const { sentence } of purged.removed) terminal.out(`Gone for good: ${sentence.en}`)
      return 0
    })
  },
})
