import type { Problem } from '@atelier/rules'
import { inTransaction } from '../database/transaction.ts'
import { notFound } from '../http/known-problems.ts'
import { newId } from '../kernel/new-id.ts'
import type { Context } from '../workspace/workspace.ts'
import { checkAnswer } from './answers.ts'
import { checkMapping, type Mapping } from './mapping.ts'
import { writableFields } from './plan-import.ts'
import { readTableFile } from './read/read-file.ts'
import { checkImport, commitImport } from './run-import.ts'
import { changeState, type Progress, readProgress, storeImport } from './store.ts'
import { suggestedMapping, suggestMapping } from './suggest-mapping.ts'

export type FileImport =
  | { readonly ok: true; readonly progress: Progress; readonly id: string }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly checked?: ReturnType<typeof checkAnswer> }

/**
 * Imports a file in one go, for the command line: read, mapped (as guessed unless a mapping is given), judged, written. With refused rows nothing
 * is written, unless `partial`.
 */
export async function importFile(
  context: Context,
  given: {
    readonly entity: string
    readonly bytes: Uint8Array
    readonly fileName: string
    readonly mapping?: Mapping
    readonly partial: boolean
  },
): Promise<FileImport> {
  const entity = context.generation.model.entities.get(given.entity)
  if (entity?.origin.kind !== 'drawn') return { ok: false, problems: [notFound] }
  const read = await readTableFile(given.bytes)
  if (!read.ok) return { ok: false, problems: read.problems }
  const guesses = suggestMapping(context.generation.model, entity, read.table, writableFields(context, entity))
  const mapping = given.mapping ?? suggestedMapping(entity, guesses)
  const problems = checkMapping(mapping, entity, read.table.columns, writableFields(context, entity, mapping))
  if (problems.length > 0) return { ok: false, problems }
  const checked = checkAnswer(await checkImport(context, entity, read.table, mapping), context.language)
  if (checked.refused > 0 && !given.partial) return { ok: false, problems: [], checked }
  const id = newId()
  const { pool } = context.workspace
  await inTransaction(pool, async (client) => {
    await storeImport(client, context, { id, entity: entity.id, fileName: given.fileName, table: read.table, guesses })
    await changeState(client, context, id, ['draft'], 'running')
  })
  await commitImport(context, id, entity, read.table, mapping, async () => undefined)
  await changeState(pool, context, id, ['running'], 'done')
  return { ok: true, id, progress: await readProgress(context, id) }
}
