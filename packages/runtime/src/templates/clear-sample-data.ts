import { compileList } from '@atelier/records'
import { runStatement } from '../database/run-statement.ts'
import type { WriteCommand } from '../kernel/commands.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { listTemplates, readTemplate } from './read-template.ts'
import { sampleId } from './sample-values.ts'

/** Sample records that are there, by entity, in the order in which they were made. */
export type SampleRecords = readonly { readonly entity: string; readonly ids: readonly string[] }[]

const batch = 500
const people = 'user'
/** A record may hold another that comes later; then the next round gets it. */
const rounds = 3

async function present(context: Context, entity: string, ids: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (let at = 0; at < ids.length; at += batch) {
    const wanted = { in: [{ var: 'id' }, ids.slice(at, at + batch)] }
    const compiled = compileList(queryContext(context), {
      entity,
      filter: entity === people ? { and: [wanted, { '==': [{ var: 'active' }, true] }] } : wanted,
      fields: ['id'],
      limit: batch,
    })
    if (!compiled.ok) return []
    const { records }: { readonly records: readonly { readonly id: string }[] } = JSON.parse(
      await runStatement(context.workspace.pool, compiled.statement),
    )
    found.push(...records.map(({ id }) => id))
  }
  return found
}

/** The sample records of every template of the gallery that are in this workspace: their ids are made from template keys, so none is mistaken. */
export async function findSampleRecords(context: Context): Promise<SampleRecords> {
  const found = new Map<string, string[]>()
  for (const { key } of await listTemplates()) {
    const template = await readTemplate(key)
    if (template === undefined || !template.ok) continue
    for (const document of template.documents) {
      if (document.kind !== 'sampleData' || !context.generation.model.entities.has(document.entity)) continue
      const ids = document.records.map((record) => sampleId(context.workspace.key, document.entity, record.key))
      const there = await present(context, document.entity, [...new Set(ids)])
      const known = found.get(document.entity) ?? []
      found.set(document.entity, [...known, ...there.filter((id) => !known.includes(id))])
    }
  }
  return [...found].flatMap(([entity, ids]) => (ids.length === 0 ? [] : [{ entity, ids }]))
}

/** People who can sign in are no sample any more. */
async function withPasswords(context: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await context.workspace.pool.query<{ id: string }>(
    `select "userId"::text as id from auth.account where "userId"::text = any($1)`,
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Puts sample records into the recycle bin, the last made first, through the kernel, and disables sample people who cannot sign in. What
 * other records hold stays, and counts as kept.
 */
export async function clearSampleData(context: Context): Promise<{ readonly removed: number; readonly kept: number }> {
  const found = await findSampleRecords(context)
  let left: readonly WriteCommand[] = found
    .filter(({ entity }) => entity !== people)
    .toReversed()
    .flatMap(({ entity, ids }) => ids.toReversed().map((id): WriteCommand => ({ kind: 'delete', entity, id })))
  let removed = 0
  for (let round = 0; round < rounds && left.length > 0; round++) {
    const refused: WriteCommand[] = []
    for (let at = 0; at < left.length; at += batch) {
      const commands = left.slice(at, at + batch)
      const results = await runWrites(context, commands, { atomic: false })
      // What went along with another one is gone as well.
      refused.push(
        ...commands.filter((_, index) => {
          const result = results[index]
          return result?.status === 'refused' && result.kind !== 'not_found'
        }),
      )
    }
    const gone = left.length - refused.length
    removed += gone
    left = refused
    if (gone === 0) break
  }
  const persons = found.find(({ entity }) => entity === people)?.ids ?? []
  const real = await withPasswords(context, persons)
  const disabled = persons
    .filter((id) => !real.has(id) && id !== context.reader.user)
    .map((id): WriteCommand => ({ kind: 'update', entity: people, id, values: { active: false } }))
  const results = await runWrites(context, disabled, { atomic: false })
  removed += results.filter(({ status }) => status === 'updated').length
  return { removed, kept: left.length }
}
