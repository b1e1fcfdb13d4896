import { compileLabels, compileLookup } from '@atelier/records'
import { type Batch, standing } from './batch.ts'
import { type Draft, refuse } from './draft.ts'
import { refuseFiles } from './judge-files.ts'
import { unknownReference } from './problems.ts'
import { idOf, loadRecords } from './related.ts'
import { asReader } from './session.ts'
import type { PendingReference, Wanted } from './take-values.ts'

/** What each named record turned out to be: entity and id by a text that names it. */
type Found = Map<string, { readonly entity: string; readonly id: string }>

const nameOf = (target: string, wanted: Wanted): string =>
  wanted.by === 'field' ? `${target} ${wanted.field} ${String(wanted.value)}` : `${target} id ${wanted.id}`

/**
 * Looks up every record that the drafts refer to, all at once by target: one that does not exist, is in the bin or is invisible to the
 * writer is an unknown reference, and a file must be one that its field takes. What a record referred to already is not looked up again.
 */
export async function resolveReferences(batch: Batch): Promise<void> {
  const alive = new Set(standing(batch))
  const pending = batch.references.filter(({ draft }) => alive.has(draft) || draft.refusal !== 'not_found')
  if (pending.length === 0) return
  const found: Found = new Map()
  const ids = new Map<string, Set<string>>()
  const lookups = new Map<string, { entity: string; field: string; values: Set<string> }>()
  for (const { draft, reference } of pending)
    for (const wanted of reference.wanted) {
      if (wanted.by === 'ref' || (wanted.by === 'id' && hadBefore(draft, reference, wanted.id))) continue
      for (const target of reference.field.targets) {
        if (wanted.by === 'id') add(ids, target, wanted.id)
        else if (batch.model.entities.get(target)?.fields.has(wanted.field)) {
          const key = `${target} ${wanted.field}`
          const lookup = lookups.get(key) ?? { entity: target, field: wanted.field, values: new Set<string>() }
          lookups.set(key, lookup)
          lookup.values.add(String(wanted.value))
        }
      }
    }
  const { context, session } = batch
  for (const [entity, wanted] of ids) {
    if (entity === 'file' && context.reader.user !== undefined) {
      for (const id of await ownUploads(batch, [...wanted])) found.set(`file id ${id}`, { entity, id })
      continue
    }
    const labels = await session.json<Readonly<Record<string, string>>>(
      compileLabels(asReader(context), { entity, ids: [...wanted] }),
    )
    for (const id of Object.keys(labels)) found.set(`${entity} id ${id}`, { entity, id })
  }
  for (const { entity, field, values } of lookups.values()) {
    const compiled = compileLookup(asReader(context), { entity, field, values: [...values] })
    if (!compiled.ok) continue
    const lists = await session.json<readonly (readonly string[])[]>(compiled.statement)
    ;[...values].forEach((value, position) => {
      const [id, second] = lists[position] ?? []
      if (id !== undefined && second === undefined) found.set(`${entity} ${field} ${value}`, { entity, id })
    })
  }
  for (const { draft, reference } of pending) place(draft, reference, found)
  await refuseFiles(batch)
}

const uploadLifetime = 24 * 60 * 60 * 1000

/** Files that the writer has uploaded within a day: those may be put into a record; others are reached through the record that holds them. */
async function ownUploads({ context, session }: Batch, ids: readonly string[]): Promise<readonly string[]> {
  const files = await loadRecords(context, session, 'file', ids, [], false)
  const since = new Date(context.now.getTime() - uploadLifetime).toISOString()
  return [...files]
    .filter(([, file]) => idOf(file['createdBy']) === context.reader.user && String(file['createdAt']) >= since)
    .map(([id]) => id)
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key)
  if (set === undefined) sets.set(key, new Set([value]))
  else set.add(value)
}

function hadBefore(draft: Draft, { field, row }: PendingReference, id: string): boolean {
  if (row !== draft.after) return false
  const before = draft.before?.[field.key]
  return before === id || (Array.isArray(before) && field.targets.length === 1 && before.includes(id))
}

function place(draft: Draft, reference: PendingReference, found: Found): void {
  const { field, row, many, wanted } = reference
  const ids: string[] = []
  wanted.forEach((one, position) => {
    const [target] = field.targets
    const hit =
      one.by === 'ref'
        ? { entity: one.entity, id: one.id }
        : one.by === 'id' && hadBefore(draft, reference, one.id)
          ? { entity: target ?? '', id: one.id }
          : field.targets.map((entity) => found.get(nameOf(entity, one))).find((each) => each !== undefined)
    if (hit === undefined || !field.targets.includes(hit.entity)) {
      const problem = unknownReference(field, reference.place)
      refuse(draft, 'invalid', many ? { ...problem, path: `${problem.path}/${position}` } : problem)
      return
    }
    if (!ids.includes(hit.id)) ids.push(hit.id)
    draft.linkTargets.set(hit.id, hit.entity)
  })
  row[field.key] = many ? ids : (ids[0] ?? null)
}
