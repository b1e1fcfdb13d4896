import type { Entity, Model } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import type { PhysicalSchema } from '../physical/physical.ts'
import { searchColumns } from '../physical/system-columns.ts'
import type { RowInsert, RowUpdate, SearchColumns } from './changes.ts'

type JsonRow = Record<string, Canonical>

/** Canonical values as columns, by column name. What is not kept in columns (links, lines, what is computed on read) is left out. */
export function columnValues(
  physical: PhysicalSchema,
  entity: Entity,
  values: Readonly<Record<string, Canonical>>,
): JsonRow {
  const row: JsonRow = {}
  for (const key of Object.keys(values)) {
    const value = values[key] ?? null
    const field = entity.fields.get(key)
    const storage = field && physical.entities[entity.id]?.fields[field.id]
    if (!field || storage?.storage !== 'columns') continue
    const parts = value === null ? {} : field.type.toColumns(value, field.settings)
    for (const column of storage.columns) row[column.name] = parts[column.part] ?? null
  }
  return row
}

/** Every column of an entity's table that rows are written to, in a fixed order. */
export function allColumns(physical: PhysicalSchema, entity: Entity): readonly string[] {
  const own = Object.values(physical.entities[entity.id]?.fields ?? {}).flatMap((storage) =>
    storage.storage === 'columns' ? storage.columns.map((column) => column.name) : [],
  )
  if (entity.origin.kind === 'lines') return ['id', 'parent', 'position', ...own]
  const system = ['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by']
  return [...system, ...Object.values(searchColumns), ...own]
}

export function insertRow(physical: PhysicalSchema, entity: Entity, insert: RowInsert): JsonRow {
  const own = columnValues(physical, entity, insert.values)
  if (entity.origin.kind === 'lines')
    return { ...own, id: insert.id, parent: insert.parent ?? null, position: insert.position ?? 0 }
  return {
    ...own,
    ...searchRow(insert.search),
    id: insert.id,
    version: 1,
    created_at: insert.createdAt,
    created_by: insert.createdBy,
    updated_at: insert.updatedAt ?? insert.createdAt,
    updated_by: insert.updatedBy ?? insert.createdBy,
  }
}

/** The columns that an update sets, without the id and the version it expects. */
export function updateRow(physical: PhysicalSchema, entity: Entity, update: RowUpdate): JsonRow {
  const own = columnValues(physical, entity, update.values)
  if (entity.origin.kind === 'lines')
    return { ...own, ...(update.position === undefined ? {} : { position: update.position }) }
  return {
    ...own,
    ...searchRow(update.search),
    ...(update.updatedAt === undefined ? {} : { updated_at: update.updatedAt, updated_by: update.updatedBy ?? null }),
    ...(update.deletedAt === undefined ? {} : { deleted_at: update.deletedAt }),
    ...(update.lastActivityAt === undefined ? {} : { last_activity_at: update.lastActivityAt }),
  }
}

function searchRow(search: SearchColumns | undefined): JsonRow {
  if (!search) return {}
  return {
    [searchColumns.text]: search.text,
    [searchColumns.pinyin]: search.pinyin,
    [searchColumns.initials]: search.initials,
  }
}

/** Ids that the ledger and the stage history keep instead of keys. */
export function historyIds(
  model: Model,
  entity: string,
  pipeline: string,
  stage: string,
): { readonly pipeline: string; readonly stage: string } {
  const found = model.pipelines.get(pipeline)
  const place = found?.stages.find((candidate) => candidate.key === stage)
  if (!found || !place) throw new Error(`${entity} has no stage ${pipeline}/${stage}`)
  return { pipeline: found.id, stage: place.id }
}
