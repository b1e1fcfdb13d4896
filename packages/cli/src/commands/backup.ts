import path from 'node:path'
import { defineCommand } from '../command.ts'
import { withDatabase } from '../open-workspace.ts'

/** `atelier backup <file>`: everything in the database as it is now, in one file; the server may run. */
export const backup = defineCommand({
  name: 'backup',
  summary: 'Writes everything to one file, while the server may run',
  positionals: [{ name: 'file', help: 'to write; it is replaced when the new one is whole' }],
  options: {},
  parsing: 'own',
  run({ words, target }, terminal) {
    return withDatabase(target, terminal, async (databaseUrl) => {
      const { writeBackup } = await import('@atelier/runtime/backup')
      const written = await writeBackup(databaseUrl, path.resolve(words.file ?? ''), new Date())
      if (!written.ok) {
        terminal.err(written.problem.message)
        return 1
      }
      terminal.out(`${written.rows} rows of ${written.tables} tables are in ${words.file}`)
      return 0
    })
  },
})
