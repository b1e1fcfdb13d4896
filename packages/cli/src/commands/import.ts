import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Mapping } from '@atelier/runtime'
import { defineCommand } from '../command.ts'
import { withWorkspace } from '../open-workspace.ts'
import { printProblems } from '../print-problems.ts'

/** `atelier import <entity> <file>`: imports a csv or xlsx file; with refused rows nothing is written and each reason is said once. */
export const importFile = defineCommand({
  name: 'import',
  summary: 'Imports a csv or xlsx file into an entity',
  positionals: [
    { name: 'entity', help: 'key of the entity' },
    { name: 'file', help: 'csv (any encoding and delimiter) or xlsx' },
  ],
  options: {
    mapping: { takes: 'value', help: 'a JSON file that says which column goes into which field; guessed without it' },
    partial: { takes: 'nothing', help: 'write the rows that pass and leave out those that are refused' },
  },
  parsing: 'own',
  run(input, terminal) {
    return withWorkspace(input, terminal, async ({ context }) => {
      const runtime = await import('@atelier/runtime')
      const file = input.words.file ?? ''
      const mappingFile = input.options.mapping?.[0]
      const bytes = await readFile(file).catch(() => undefined)
      const text = mappingFile === undefined ? undefined : await readFile(mappingFile, 'utf8').catch(() => undefined)
      if (bytes === undefined || (mappingFile !== undefined && text === undefined)) {
        terminal.err(`${bytes === undefined ? file : mappingFile} cannot be read.`)
        return 1
      }
      const mapping: Mapping | undefined = text === undefined ? undefined : JSON.parse(text)
      const done = await runtime.importFile(context, {
        entity: input.words.entity ?? '',
        bytes,
        fileName: path.basename(file),
        partial: input.options.partial !== undefined,
        ...(mapping === undefined ? {} : { mapping }),
      })
      if (!done.ok) {
        if (done.problems.length > 0) printProblems(done.problems, terminal)
        for (const { column, value, rows, message, suggestion } of done.checked?.values ?? [])
          terminal.err(
            `${rows} rows, ${column} "${value}": ${message}${suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`}`,
          )
        if (done.checked)
          terminal.err(
            `${done.checked.refused} of ${done.checked.rows} rows are refused; nothing was written. --partial writes the others.`,
          )
        return 1
      }
      const { create, update, unchanged, refused } = done.progress
      terminal.out(`${create} created, ${update} updated, ${unchanged} unchanged, ${refused} refused`)
      return 0
    })
  },
})
