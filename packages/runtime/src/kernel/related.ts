import type { Entity, Field, Model } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import { compileLoad } from '@atelier/records'
import type { RecordData } from '@atelier/rules'
import type { Context } from '../workspace/workspace.ts'
import type { Row } from './draft.ts'
import { relationOf } from './relation-of.ts'
import { asSystem, type Session } from './session.ts'

/** Records as rules read them, by id, loaded with the paths asked for. */
export type Loaded = Map<string, RecordData>

/** Loads records as the system, nested along `paths`; unknown ids are left out. */
export async function loadRecords(
  context: Context,
  session: Session,
  entity: string,
  ids: readonly string[],
  paths: readonly (readonly string[])[],
  lock: boolean,
): Promise<Loaded> {
  const loaded: Loaded = new Map()
  const wanted = [...new Set(ids)].sort()
  if (wanted.length === 0) return loaded
  const rows = await session.json<readonly (RecordData | null)[]>(
    compileLoad(asSystem(context), { entity, ids: wanted, paths, lock }),
  )
  rows.forEach((row, position) => {
    const id = wanted[position]
    if (row !== null && id !== undefined) loaded.set(id, row)
  })
  return loaded
}

/** A loaded record's own values: ids where it nests records, rows where it has lines. What is read through relations is left out. */
export function ownValues(model: Model, entity: Entity, record: RecordData): Row {
  const row: Row = {}
  for (const field of entity.fields.values()) {
    const value = record[field.key]
    const relation = relationOf(field)
    if (relation === 'one') row[field.key] = idOf(value)
    else if (relation === 'many')
      row[field.key] = Array.isArray(value) ? value.map(idOf).filter((id) => id !== null) : []
    else if (relation === 'lines') row[field.key] = lineRows(model, `${entity.key}.${field.key}`, value)
    else row[field.key] = toCanonical(value)
  }
  return row
}

function lineRows(model: Model, key: string, value: unknown): readonly Row[] {
  const lines = model.entities.get(key)
  if (lines === undefined || !Array.isArray(value)) return []
  return value
    .filter((row: unknown): row is RecordData => typeof row === 'object' && row !== null)
    .map((row) => ownValues(model, lines, row))
}

/** The id in a reference as loaded: nested record or bare id. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') return value.id
  return null
}

function toCanonical(value: unknown): Canonical {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(toCanonical)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toCanonical(part)]))
}

/** Paths below one relation: `[['account','owner'], ['name']]` below `account` is `[['owner']]`. */
export function below(paths: readonly (readonly string[])[], key: string): readonly (readonly string[])[] {
  return paths
    .filter((path) => path[0] === key || path[0]?.startsWith(`${key}@`))
    .map((path) => path.slice(1))
    .filter((path) => path.length > 0)
}

/** Those paths that leave the record. */
export function leaving(
  model: Model,
  entity: Entity,
  paths: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  return paths.filter(([first]) => {
    const key = first?.split('@')[0] ?? ''
    const field = entity.fields.get(key)
    if (field !== undefined && field.type.storage === 'columns' && relationOf(field) === undefined) return false
    return (
      entity.relations.has(key) ||
      (field !== undefined && field.type.storage !== 'columns') ||
      model.entities.has(`${entity.key}.${key}`) ||
      key === '$approvals'
    )
  })
}

/**
 * A record after a write as rules read it, before anything is written: own values, with what was loaded around it. `before` carries what
 * the write leaves alone; `targets` holds records that it newly refers to, by id.
 */
export function recordAfter(
  entity: Entity,
  row: Row,
  before: RecordData | undefined,
  targets: Loaded,
  lines: ReadonlyMap<string, readonly RecordData[]>,
): RecordData {
  const record: Record<string, unknown> = { ...before, ...row }
  for (const { field, relation } of relatingOf(entity)) {
    const value = row[field.key]
    if (relation === 'lines') record[field.key] = lines.get(field.key) ?? before?.[field.key] ?? []
    else if (relation === 'one') record[field.key] = nestedOf(value, before?.[field.key], targets)
    else if (Array.isArray(value)) {
      const known = before?.[field.key]
      const nested = new Map(Array.isArray(known) ? known.map((entry: unknown) => [idOf(entry), entry]) : [])
      record[field.key] = value.map((id: Canonical) => nestedOf(id, nested.get(idOf(id)), targets))
    }
  }
  return record
}

type Relating = { readonly field: Field; readonly relation: NonNullable<ReturnType<typeof relationOf>> }
const relating = new WeakMap<Entity, readonly Relating[]>()

function relatingOf(entity: Entity): readonly Relating[] {
  let fields = relating.get(entity)
  if (fields === undefined) {
    fields = [...entity.fields.values()].flatMap((field) => {
      const relation = relationOf(field)
      return relation === undefined ? [] : [{ field, relation }]
    })
    relating.set(entity, fields)
  }
  return fields
}

function nestedOf(id: Canonical | undefined, known: unknown, targets: Loaded): unknown {
  if (typeof id !== 'string') return null
  const target = targets.get(id)
  if (target !== undefined) return target
  return idOf(known) === id && typeof known === 'object' ? known : { id }
}
