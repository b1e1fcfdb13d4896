import { defineCommand } from '../command.ts'
import { withWorkspace } from '../open-workspace.ts'
import { printProblems } from '../print-problems.ts'

/** `atelier user add <email>`: makes a user; without a password somebody must set one before they can sign in. */
export const userAdd = defineCommand({
  name: 'user add',
  summary: 'Adds a user; prints the id',
  positionals: [{ name: 'email', help: 'to sign in with' }],
  options: {
    name: { takes: 'value', required: true, help: 'full name' },
    role: { takes: 'value', multiple: true, help: 'key of a role; may be given several times' },
    team: { takes: 'value', help: 'key of the team' },
    password: { takes: 'value', help: 'to sign in with; 8 characters or more' },
  },
  parsing: 'own',
  run(input, terminal) {
    return withWorkspace(input, terminal, async ({ installation, context }) => {
      const { createPerson } = await import('@atelier/runtime')
      const { name, role = [], team, password } = input.options
      const created = await createPerson(installation, context, {
        email: input.words.email ?? '',
        password: password?.[0],
        values: { name: name?.[0] ?? '', roles: [...role], ...(team && { team: { key: team[0] ?? '' } }) },
      })
      if (!created.ok) {
        printProblems(created.problems, terminal)
        return 1
      }
      terminal.out(created.id)
      return 0
    })
  },
})
