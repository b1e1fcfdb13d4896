import { defineCommand } from '../command.ts'
import { withWorkspace } from '../open-workspace.ts'

/** `atelier key add --user <email>`: makes an API key; its last line is the key, which cannot be read again. */
export const keyAdd = defineCommand({
  name: 'key add',
  summary: 'Makes an API key for a user; prints it as the last line',
  positionals: [],
  options: {
    user: { takes: 'value', required: true, help: 'email of the user it acts for' },
    name: { takes: 'value', help: 'what it is for' },
  },
  parsing: 'own',
  run(input, terminal) {
    return withWorkspace(input, terminal, async ({ installation, workspace }) => {
      const { createKey, findPerson } = await import('@atelier/runtime')
      const email = input.options.user?.[0] ?? ''
      const user = await findPerson(workspace, email)
      if (user === undefined) {
        terminal.err(`There is no user ${email}.`)
        return 1
      }
      const name = input.options.name?.[0] ?? 'command line'
      const { id, secret } = await createKey(installation.pool, { user, name, by: undefined })
      terminal.err(`Key ${id} for ${email}; it is shown this once:`)
      terminal.out(secret)
      return 0
    })
  },
})
