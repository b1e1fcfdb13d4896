import type { Entity, Model } from '@atelier/definitions'
import { compileGet, compileList, type QueryContext, uniqueOf } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import type { Batch } from './batch.ts'
import type { RefusalKind } from './commands.ts'
import { type Draft, isEmpty, type Row } from './draft.ts'
import { notUnique } from './problems.ts'
import { idOf, loadRecords, ownValues } from './related.ts'
import { asReader, asSystem } from './session.ts'

type Refusals = Map<string, { kind: RefusalKind; problems: readonly Problem[] }>

/** Constraint name of a unique violation, if that is what an error is. */
export function violatedUnique(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== '23505') return undefined
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
}

/**
 * Which of the drafts break a unique constraint, each with the problem that names its fields and, if the writer may see it with those values, the other record.
 * Empty when the culprits cannot be told from values alone (a partial constraint): then they are found by halving.
 */
export async function uniqueCulprits(batch: Batch, drafts: readonly Draft[], constraint: string): Promise<Refusals> {
  const { model, context } = batch
  const refusals: Refusals = new Map()
  const found = uniqueOf(model, context.generation.physical, constraint)
  const entity = found === undefined ? undefined : model.entities.get(found.entity)
  if (found === undefined || entity === undefined) return refusals
  const fields = found.fields.flatMap((key) => entity.fields.get(key) ?? [])
  if (entity.origin.kind === 'lines') return lineCulprits(model, drafts, entity, found.fields, refusals)
  const own = drafts.filter((draft) => draft.entity === entity && draft.action !== 'delete')
  const unique = entity.uniques.find(({ id }) => id === found.unique)
  const isPartial = unique?.filter !== undefined
  const tupleOf = (row: Row): string | undefined => {
    const values = found.fields.map((key) => row[key] ?? null)
    return unique?.empty !== 'same' && values.some(isEmpty) ? undefined : JSON.stringify(values)
  }
  const others = await holders(batch, entity, found.fields, own, tupleOf)
  const seen = new Map<string, string>()
  for (const draft of own) {
    const tuple = tupleOf(draft.after)
    if (tuple === undefined) continue
    const holder = others.get(tuple)
    const other = holder !== undefined && holder !== draft.id ? holder : seen.get(tuple)
    if (other === undefined) seen.set(tuple, draft.id)
    else if (!isPartial || own.length === 1)
      refusals.set(draft.id, {
        kind: 'invalid',
        problems: [notUnique(fields, await visible(batch, entity, other, found.fields, others))],
      })
  }
  if (refusals.size === 0 && own.length === 1 && own[0] !== undefined)
    refusals.set(own[0].id, { kind: 'invalid', problems: [notUnique(fields, undefined)] })
  return refusals
}

// Names the other record only to whoever may read it with these very values (a masked or hidden one would be told by the refusal); one of the same
// request has no id to tell yet.
async function visible(
  { context, session }: Batch,
  entity: Entity,
  id: string,
  fields: readonly string[],
  stored: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  if (![...stored.values()].includes(id)) return undefined
  const read = async (as: QueryContext): Promise<string | undefined> => {
    const compiled = compileGet(as, { entity: entity.key, id, fields: ['id', ...fields] })
    if (!compiled.ok) return undefined
    const record = await session.json<Readonly<Record<string, unknown>> | null>(compiled.statement)
    return record === null ? undefined : JSON.stringify(fields.map((key) => comparable(record[key])))
  }
  const seen = await read(asReader(context))
  return seen !== undefined && seen === (await read(asSystem(context))) ? id : undefined
}

// A reference counts by its id: labels are in the reader's language.
const comparable = (value: unknown): unknown =>
  typeof value === 'object' && !Array.isArray(value) ? (idOf(value) ?? value) : value

async function holders(
  batch: Batch,
  entity: Entity,
  keys: readonly string[],
  drafts: readonly Draft[],
  tupleOf: (row: Row) => string | undefined,
): Promise<Map<string, string>> {
  const holders = new Map<string, string>()
  const key = keys.find((each) => drafts.some((draft) => typeof draft.after[each] === 'string')) ?? keys[0]
  if (key === undefined) return holders
  const values = [...new Set(drafts.map((draft) => draft.after[key]).filter((value) => typeof value === 'string'))]
  for (let start = 0; start < values.length; start += 500) {
    const compiled = compileList(asSystem(batch.context), {
      entity: entity.key,
      filter: { in: [{ var: key }, values.slice(start, start + 500)] },
      fields: ['id'],
      limit: 500,
    })
    if (!compiled.ok) return holders
    const { records } = await batch.session.json<{ records: readonly { id: string }[] }>(compiled.statement)
    const loaded = await loadRecords(
      batch.context,
      batch.session,
      entity.key,
      records.map(({ id }) => id),
      [],
      false,
    )
    for (const [id, record] of loaded) {
      const tuple = tupleOf(ownValues(batch.model, entity, record))
      if (tuple !== undefined) holders.set(tuple, id)
    }
  }
  return holders
}

// Rows of one record may not repeat each other: the record that brings them is the culprit.
function lineCulprits(
  _: Model,
  drafts: readonly Draft[],
  entity: Entity,
  keys: readonly string[],
  refusals: Refusals,
): Refusals {
  const field = entity.origin.kind === 'lines' ? entity.origin.field : ''
  const fields = keys.filter((key) => key !== 'parent').flatMap((key) => entity.fields.get(key) ?? [])
  for (const draft of drafts) {
    const seen = new Set<string>()
    const problems: Problem[] = []
    for (const line of draft.lines.get(field)?.keep ?? []) {
      const tuple = JSON.stringify(keys.map((key) => (key === 'parent' ? draft.id : (line.after[key] ?? null))))
      if (seen.has(tuple)) problems.push(notUnique(fields, undefined, line.place))
      seen.add(tuple)
    }
    if (problems.length > 0) refusals.set(draft.id, { kind: 'invalid', problems })
  }
  return refusals
}
