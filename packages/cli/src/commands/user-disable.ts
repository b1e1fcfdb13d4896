import { defineCommand } from '../command.ts'
import { withWorkspace } from '../open-workspace.ts'
import { printProblems } from '../print-problems.ts'

/** `atelier user disable <email>`: ends a user's sessions and keys; their records and history stay. */
export const userDisable = defineCommand({
  name: 'user disable',
  summary: 'Disables a user',
  positionals: [{ name: 'email', help: 'of the user' }],
  options: {},
  parsing: 'own',
  run(input, terminal) {
    return withWorkspace(input, terminal, async ({ installation, workspace, context }) => {
      const { changePerson, findPerson } = await import('@atelier/runtime')
      const id = await findPerson(workspace, input.words.email ?? '')
      if (id === undefined) {
        terminal.err(`There is no user ${input.words.email}.`)
        return 1
      }
      const changed = await changePerson(installation, context, id, { values: { active: false } })
      if (!changed.ok) {
        printProblems(changed.problems, terminal)
        return 1
      }
      terminal.out(`${input.words.email} is disabled`)
      return 0
    })
  },
})
