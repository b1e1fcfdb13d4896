import type { Entity, Field } from '@atelier/definitions'
import type { ColumnSql } from '@atelier/fields/sql'
import { sql } from 'kysely'
import { type Build, columnsOf, entityOf, type Sql } from '../query/build.ts'
import { cross, crossed } from '../query/relations.ts'
import { valueSql } from '../query/rule.ts'
import { computingRule } from './computing-rule.ts'

/**
 * What a computed field is worth in a row, by part: for fields without columns wherever they are read, for stored ones when they are
 * brought up to date. As the system: what a field is worth does not depend on who asks.
 */
export function computedColumns(build: Build, entity: Entity, field: Field, alias: string): ColumnSql {
  const { path } = field.definition
  if (path !== undefined && field.type.storage === 'none') return lookupColumns(build, entity, path.split('.'), alias)
  const rule = computingRule(field)
  // A lines or references field has no value of its own in the row.
  if (rule === undefined) return () => sql`null`
  return valueSql(build, entity, field, rule, alias)
}

/** A lookup follows to-one relations; what it finds at their end may have parts of its own. */
function lookupColumns(build: Build, entity: Entity, path: readonly string[], alias: string): ColumnSql {
  return (part) => along(build, entity, path, alias, part)
}

function along(build: Build, entity: Entity, path: readonly string[], alias: string, part: string): Sql {
  const [key = '', ...rest] = path
  const field = entity.fields.get(key)
  const relation = entity.relations.get(key)
  if (rest.length === 0 || !relation || relation.cardinality !== 'one') {
    if (!field) return sql`null`
    const inner = rest.length > 0 && part === '' ? rest.join('.') : part
    return columnsOf(build, entity, field, alias)(partColumn(build, entity, field, inner))
  }
  const target = entityOf(build.model, relation.to[0] ?? '')
  const far = build.alias()
  return sql`(select ${along(build, target, rest, far, part)} ${crossed(cross(build, alias, relation, target, far))})`
}

// Parts are written as rules name them (`enteredAt`), columns as tables do.
function partColumn(build: Build, entity: Entity, field: Field, part: string): string {
  const storage = build.physical.entities[entity.id]?.fields[field.id]
  if (storage?.storage !== 'columns') return part
  const snake = part.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return storage.columns.some((column) => column.part === part) ? part : snake
}
