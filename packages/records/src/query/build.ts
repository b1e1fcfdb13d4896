import type { Entity, Field, Model } from '@atelier/definitions'
import type { ColumnSql } from '@atelier/fields/sql'
import { type RawBuilder, sql } from 'kysely'
import { hashOf } from '../physical/names.ts'
import type { PhysicalEntity, PhysicalField, PhysicalSchema } from '../physical/physical.ts'
import { lineColumns, systemColumns } from '../physical/system-columns.ts'
import type { Reader } from '../reader.ts'
import { collectionSource } from './collections.ts'

export type Sql = RawBuilder<unknown>

/**
 * One compilation under way. Pieces of SQL that need each other (a scope is a rule, a rule crosses relations, a crossing has a scope) meet
 * here instead of importing one another.
 */
export type Build = {
  readonly model: Model
  readonly physical: PhysicalSchema
  readonly schema: string
  readonly reader: Reader
  /** A table alias that nothing else in the statement has. */
  readonly alias: () => string
  /** Which rows of an entity the reader may see; undefined when all (and for the system). */
  readonly readable: (entity: Entity, alias: string) => Sql | undefined
  /** In which of the rows that the reader sees a field is readable; undefined when in all. */
  readonly shown: (entity: Entity, field: Field, alias: string) => Sql | undefined
  /** The same, where it is readable in full and not masked. */
  readonly whole: (entity: Entity, field: Field, alias: string) => Sql | undefined
  /** What a field without columns is worth, by part. */
  readonly computed: (entity: Entity, field: Field, alias: string) => ColumnSql
  /** Where a row of an entity stands with an approval of that entity, as text. As the system: who may see the row may see that. */
  readonly approvalState: (entity: Entity, approval: string, alias: string) => Sql
  /** How many scopes deep: circles are refused when definitions are checked, and end here if one slips through. */
  readonly depth: number
}

/** The physical side of an entity with a table; a bug when there is none. */
export function physicalOf(build: Pick<Build, 'physical'>, entity: Entity): PhysicalEntity {
  const found = build.physical.entities[entity.id]
  if (!found) throw new Error(`No table for ${entity.key}`)
  return found
}

export function entityOf(model: Model, key: string): Entity {
  const entity = model.entities.get(key)
  if (!entity) throw new Error(`No entity ${key}`)
  return entity
}

/** A table of the workspace, qualified. */
export const tableNamed = (build: Pick<Build, 'schema'>, name: string): Sql => sql.id(build.schema, name)

/** What stands after `from` for an entity: its table, or the query that stands for a collection. */
export function sourceOf(build: Build, entity: Entity): Sql {
  if (entity.origin.kind === 'collection') return collectionSource(build, entity)
  return tableNamed(build, physicalOf(build, entity).table)
}

export const column = (alias: string, name: string): Sql => sql.id(alias, name)

/** Where a field is kept; undefined for fields without storage of their own. */
export function storageOf(build: Pick<Build, 'physical'>, entity: Entity, field: Field): PhysicalField | undefined {
  return build.physical.entities[entity.id]?.fields[field.id]
}

/** How a field is named among those that are being filled. */
export const fillKey = (entity: Entity, field: Field): string => `${entity.id}/${field.id}`

/** The columns of a field in a row known by `alias`, or what stands for them. */
export function columnsOf(build: Build, entity: Entity, field: Field, alias: string): ColumnSql {
  if (entity.origin.kind === 'collection' && field.type.source !== 'computed') return () => column(alias, field.key)
  if (field.system) {
    const known = entity.origin.kind === 'lines' ? lineColumns[field.key] : systemColumns[field.key]
    if (known) return () => column(alias, known.name)
  }
  const storage = storageOf(build, entity, field)
  if (storage?.storage === 'columns' && build.physical.filling?.includes(fillKey(entity, field)) !== true)
    return (part) => {
      const found = storage.columns.find((item) => item.part === part)
      if (!found) throw new Error(`${field.key} has no part ${part}`)
      return column(alias, found.name)
    }
  return build.computed(entity, field, alias)
}

/** `and` of what there is; `true` when there is nothing. */
export function allOf(conditions: readonly (Sql | undefined)[]): Sql {
  const present = conditions.filter((condition) => condition !== undefined)
  return present.length === 0
    ? sql`true`
    : sql`${sql.join(
        present.map((condition) => sql`(${condition})`),
        sql` and `,
      )}`
}

/** `or` of what there is; `false` when there is nothing. */
export function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0
    ? sql`false`
    : sql`${sql.join(
        conditions.map((condition) => sql`(${condition})`),
        sql` or `,
      )}`
}

/** Whether an entity's rows can be in the bin. */
export const hasBin = (entity: Entity): boolean => entity.origin.kind === 'drawn' || entity.origin.kind === 'system'

/** The row is there and not in the bin. */
export function alive(entity: Entity, alias: string): Sql | undefined {
  return hasBin(entity) ? sql`${column(alias, 'deleted_at')} is null` : undefined
}

/**
 * An object of any number of members; Postgres takes at most fifty in `json_build_object`. With `from` it is made of the one row that is
 * there, and null when there is none.
 */
export function jsonObject(members: readonly (readonly [string, Sql])[], alias: string, from: Sql = sql``): Sql {
  const list = members.map(([key, value]) => sql`${value} as ${sql.id(key)}`)
  return sql`(select row_to_json(${sql.id(alias)}) from (select ${sql.join(list)} ${from}) as ${sql.id(alias)})`
}

/** A short text that stays the same as long as what is given stays the same. */
export const signature = (...parts: readonly unknown[]): string => hashOf(JSON.stringify(parts))
