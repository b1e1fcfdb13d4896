import type { Entity, Field } from '@atelier/definitions'
import { fieldSql } from '@atelier/fields/sql'
import { type RawBuilder, sql } from 'kysely'
import { type Build, column, columnsOf, entityOf, hasBin, type Sql } from './build.ts'
import { cross, crossed } from './relations.ts'

/** A computed field answers, sorts and compares as the type of its result. */
const sqlOf = (field: Field) => fieldSql(field.type.key)

const integers = new Set(['version', 'position'])

/** The canonical value as json. Counters of our own are integers, not decimals. */
export function canonicalSql(build: Build, entity: Entity, field: Field, alias: string): Sql {
  const columns = columnsOf(build, entity, field, alias)
  if (field.system && integers.has(field.key)) return sql`to_json(${columns('')}::bigint)`
  const half = sqlOf(field)
  if (!half) throw new Error(`No SQL for ${field.type.key}`)
  return half.canonical(columns, field.settings)
}

/** The answer as json, for fields that refer to nothing. */
export function plainAnswerSql(build: Build, entity: Entity, field: Field, alias: string): Sql {
  const half = sqlOf(field)
  if (field.system && integers.has(field.key)) return canonicalSql(build, entity, field, alias)
  return (
    half?.answer?.(columnsOf(build, entity, field, alias), field.settings) ?? canonicalSql(build, entity, field, alias)
  )
}

/** The field by which a record is named. */
export const titleOf = (entity: Entity): Field | undefined => entity.fields.get(entity.title)

/** What a record is called, as text; null where the reader may not see it. Its id where it has no title. */
export function labelSql(build: Build, entity: Entity, alias: string): Sql {
  const title = titleOf(entity)
  const id = sql`${column(alias, 'id')}::text`
  if (!title || title.key === 'id') return id
  // A file has no rights of its own: whoever sees it in a record sees what it is called.
  const shown = entity.key === 'file' ? undefined : build.whole(entity, title, alias)
  const text = titleText(build, entity, title, alias)
  return shown ? sql`case when ${shown} then ${text} end` : text
}

function titleText(build: Build, entity: Entity, title: Field, alias: string): Sql {
  const relation = entity.relations.get(title.key)
  if (relation && relation.cardinality === 'one') {
    const target = entityOf(build.model, relation.to[0] ?? '')
    // A title that is a reference is called what its record is called; a circle of titles ends at ids.
    if (build.depth > 3) return sql`${columnsOf(build, entity, title, alias)('')}::text`
    const far = build.alias()
    const deeper = { ...build, depth: build.depth + 1 }
    return sql`(select ${labelSql(deeper, target, far)} ${crossed(cross(deeper, alias, relation, target, far))})`
  }
  return sql`(${plainAnswerSql(build, entity, title, alias)}) #>> '{}'`
}

/** What to sort by, ascending, and what kind of text a cursor may hold for it. */
export type SortSql = {
  readonly expression: Sql
  readonly kind: 'place' | 'number' | 'date' | 'datetime' | 'boolean' | 'text' | 'id'
}

/** How rows are ordered by a field; undefined for fields that have no order. References go by what they are called. */
export function sortSql(build: Build, entity: Entity, field: Field, alias: string): SortSql | undefined {
  const columns = columnsOf(build, entity, field, alias)
  if (field.key === 'id' && field.system) return { expression: columns(''), kind: 'id' }
  if (field.system && integers.has(field.key)) return { expression: columns(''), kind: 'place' }
  const relation = entity.relations.get(field.key)
  if (relation && relation.cardinality === 'one') {
    const target = entityOf(build.model, relation.to[0] ?? '')
    const title = titleOf(target)
    const far = build.alias()
    if (!title || build.depth > 3) return { expression: columns(''), kind: 'id' }
    const inner = shownSort({ ...build, depth: build.depth + 1 }, target, title, far)
    return (
      inner && {
        ...inner,
        expression: sql`(select ${inner.expression} ${crossed(cross(build, alias, relation, target, far))})`,
      }
    )
  }
  const expression = sqlOf(field)?.sort?.(columns, field.settings)
  return expression && { expression, kind: kindOf(field) }
}

/** The same, empty in the rows whose value the reader may not read. */
export function shownSort(build: Build, entity: Entity, field: Field, alias: string): SortSql | undefined {
  const order = sortSql(build, entity, field, alias)
  const shown = build.whole(entity, field, alias)
  return order && shown ? { ...order, expression: sql`case when ${shown} then ${order.expression} end` } : order
}

function kindOf(field: Field): SortSql['kind'] {
  const { kind } = field.type.ruleType(field.settings)
  if (kind === 'number' || kind === 'money' || kind === 'duration') return 'number'
  // Options sort by their place.
  if (kind === 'choice') return 'place'
  if (kind === 'date' || kind === 'datetime' || kind === 'boolean') return kind
  return 'text'
}

/** The rows of a relation as one json list, in their order; null when there are none. */
export function listSql(from: RawBuilder<unknown>, item: Sql, order: Sql | undefined): Sql {
  return sql`(select json_agg(${item}${order ? sql` order by ${order}` : sql``}) ${from})`
}

/** Whether records of the entity exist apart from others, and so have ids that people refer to. */
export const isRecordEntity = (entity: Entity): boolean => hasBin(entity)
