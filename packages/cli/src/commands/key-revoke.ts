import { defineCommand } from '../command.ts'
import { withWorkspace } from '../open-workspace.ts'

/** `atelier key revoke <id>`: ends an API key. */
export const keyRevoke = defineCommand({
  name: 'key revoke',
  summary: 'Revokes an API key',
  positionals: [{ name: 'id', help: 'of the key, as `key add` and the app show it' }],
  options: {},
  parsing: 'own',
  run(input, terminal) {
    return withWorkspace(input, terminal, async ({ installation, workspace }) => {
      const { revokeKey } = await import('@atelier/runtime')
      const id = input.words.id ?? ''
      const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
      if (!isId || !(await revokeKey(installation.pool, workspace.key, id))) {
        terminal.err(`There is no key ${id}.`)
        return 1
      }
      terminal.out(`Key ${id} is revoked`)
      return 0
    })
  },
})
