import { compileModel, type Entity, type Field, type Model } from '@atelier/definitions'
import { fillKey, isStoredComputed, type PhysicalSchema, planFill, planRecompute } from '@atelier/records'
import pg, { type PoolClient } from 'pg'
import { systemReader } from './directory.ts'
import type { StoredRevision } from './generation.ts'

/** A stored computed field that has to be worked out for records that are there already. */
export type FieldToFill = { readonly entity: Entity; readonly field: Field }

// What these read of the workspace's settings decides what they give.
const timed =
  /"(business(Days|Time)Between|addBusinessTime|startOf|endOf|dateOf|dateAdd|dateDiff|period|inPeriod|shift|start|end|year|quarter|month|day|weekday)"/

/** What a computed field is made from, as one text: another text, another value. */
function printOf(model: Model, field: Field): string {
  const own = JSON.stringify([field.definition, field.settings.definition.currency])
  if (!timed.test(own)) return own
  const { zone, weekStart, fiscalYearStart, calendar } = model.workspace
  return JSON.stringify([own, zone, weekStart, fiscalYearStart, calendar, [...model.policies.values()]])
}

/** Stored formulas and rollups that are new or are made from something else than before, in entities whose tables were there before. */
export function fieldsToFill(before: StoredRevision, model: Model): readonly FieldToFill[] {
  const old = compileModel(before.documents, { revision: before.n })
  const entities = new Map([...old.entities.values()].map((entity) => [entity.id, entity]))
  return [...model.entities.values()].flatMap((entity) => {
    const known = entities.get(entity.id)
    // An entity that comes back finds its records as they were when it went.
    if (!known && before.physical.kept[entity.id] === undefined) return []
    const fields = new Map([...(known?.fields.values() ?? [])].map((field) => [field.id, field]))
    return [...entity.fields.values()].flatMap((field) => {
      const was = fields.get(field.id)
      return isStoredComputed(field) && (was === undefined || printOf(old, was) !== printOf(model, field))
        ? [{ entity, field }]
        : []
    })
  })
}

/**
 * Notes, in the transaction of a publish, what has to be filled, with what reads it in turn, in the order of who reads whom; what an earlier publish has
 * left goes on. Answers the physical schema with those fields marked, so that no process ever takes their columns for the truth.
 */
export async function noteFills(
  client: PoolClient,
  publication: {
    readonly schema: string
    readonly revision: number
    readonly model: Model
    readonly physical: PhysicalSchema
    readonly wanted: readonly FieldToFill[]
  },
): Promise<PhysicalSchema> {
  const { schema, model, physical, wanted } = publication
  const s = pg.escapeIdentifier(schema)
  const left = await client.query<{ entity: string; field: string }>(`delete from ${s}.fill returning entity, field`)
  const keys = new Set([
    ...wanted.map(({ entity, field }) => fillKey(entity, field)),
    ...left.rows.map(({ entity, field }) => `${entity}/${field}`),
  ])
  if (keys.size === 0) return physical
  const entities = [...model.entities.values()]
  const all = entities.flatMap((entity) => [...entity.fields.values()].map((field) => ({ entity, field })))
  const first = all.filter(({ entity, field }) => keys.has(fillKey(entity, field)) && isStoredComputed(field))
  const { workspace } = model
  const ctx = {
    model,
    physical,
    schema,
    reader: systemReader(workspace.language ?? 'en', workspace.zone),
    now: new Date(0),
  }
  const changed = first.map(({ entity, field }) => ({ entity: entity.key, fields: [field.key] }))
  for (const step of planRecompute(ctx, changed)) {
    const entity = model.entities.get(step.entity)
    const field = entity?.fields.get(step.field)
    if (entity && field) keys.add(fillKey(entity, field))
  }
  const named = all.filter(({ entity, field }) => keys.has(fillKey(entity, field)))
  const steps = planFill(
    ctx,
    named.map(({ entity, field }) => ({ entity: entity.key, field: field.key })),
  )
  const found: FieldToFill[] = []
  const empty = new Map<string, boolean>()
  for (const step of steps) {
    const each = named.find(({ entity, field }) => entity.key === step.entity && field.key === step.field)
    const table = each && physical.entities[each.entity.id]?.table
    if (each === undefined || table === undefined) continue
    const isEmpty =
      empty.get(table) ?? (await client.query(`select from ${s}.${pg.escapeIdentifier(table)} limit 1`)).rowCount === 0
    empty.set(table, isEmpty)
    if (!isEmpty) found.push(each)
  }
  for (const [place, { entity, field }] of found.entries())
    await client.query(`insert into ${s}.fill (place, revision, entity, field) values ($1, $2, $3, $4)`, [
      place,
      publication.revision,
      entity.id,
      field.id,
    ])
  return found.length === 0
    ? physical
    : { ...physical, filling: found.map(({ entity, field }) => fillKey(entity, field)) }
}
