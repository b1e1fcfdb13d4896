import { existsSync } from 'node:fs'
import path from 'node:path'
import { defineCommand } from '../command.ts'
import { withDatabase } from '../open-workspace.ts'

/** `atelier restore <file>`: a backup into an empty database, all of it or nothing. */
export const restore = defineCommand({
  name: 'restore',
  summary: 'Restores a backup into a new data folder or an empty database',
  positionals: [{ name: 'file', help: 'a backup' }],
  options: {},
  parsing: 'own',
  async run({ words, target }, terminal) {
    const file = path.resolve(words.file ?? '')
    if (!existsSync(file)) {
      terminal.err(`${words.file} is not there.`)
      return 1
    }
    return withDatabase(target, terminal, async (databaseUrl) => {
      const { restoreBackup } = await import('@atelier/runtime/backup')
      const restored = await restoreBackup(databaseUrl, file)
      if (!restored.ok) {
        terminal.err(restored.problem.message)
        return 1
      }
      terminal.out(`${restored.rows} rows of ${restored.tables} tables are restored`)
      return 0
    })
  },
})
