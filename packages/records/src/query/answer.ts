import type { Entity, Field, Relation } from '@atelier/definitions'
import { sql } from 'kysely'
import { fieldAccess } from '../access/fields.ts'
import { isUnlimited } from '../access/grants.ts'
import { type Build, column, columnsOf, entityOf, jsonObject, type Sql } from './build.ts'
import { cross, crossed } from './relations.ts'
import { canonicalSql, labelSql, listSql, plainAnswerSql } from './values.ts'

/** Which fields of a record are asked for; a field that refers to records may ask for some of theirs. */
export type Selection = ReadonlyMap<string, { readonly field: Field; readonly sub?: Selection; readonly part?: string }>

/** What a value that must not be read in full looks like. */
const mask = '•••'

/** A record in answer form, as one json object: its id, then what was asked for. */
export function recordSql(build: Build, entity: Entity, alias: string, selection: Selection): Sql {
  const members: (readonly [string, Sql])[] = []
  if (!selection.has('id')) members.push(['id', sql`${column(alias, 'id')}`])
  for (const [key, { field, sub, part }] of selection)
    members.push([key, answerSql(build, entity, field, alias, sub, part)])
  return jsonObject(members, build.alias())
}

/** All the reader may see of an entity's own fields, in the order of the document; the bin and the last activity only when asked for. */
export function wholeSelection(build: Build, entity: Entity): Selection {
  const rights = fieldAccess(build.reader, build.model, entity.key)
  const unasked = new Set([
    'deletedAt',
    'lastActivityAt',
    ...(entity.origin.kind === 'lines' ? ['parent', 'position'] : []),
  ])
  const fields = [...entity.fields.values()].filter(
    (field) =>
      !unasked.has(field.key) && field.definition.retired !== true && rights.get(field.key)?.access !== 'hidden',
  )
  return new Map(fields.map((field) => [field.key, { field }]))
}

function answerSql(
  build: Build,
  entity: Entity,
  field: Field,
  alias: string,
  sub: Selection | undefined,
  part: string | undefined,
): Sql {
  const value =
    part === undefined ? valueSql(build, entity, field, alias, sub) : partSql(build, entity, field, alias, part)
  const rights = fieldAccess(build.reader, build.model, entity.key).get(field.key)
  if (isUnlimited(build.reader) || !rights) return value
  if (rights.access === 'masked') return masked(build, entity, field, alias, build.shown(entity, field, alias))
  if (!rights.byRow) return value
  const whole = build.whole(entity, field, alias)
  const shown = build.shown(entity, field, alias)
  if (!whole) return value
  return sql`case when ${whole} then ${value} else ${masked(build, entity, field, alias, shown ?? sql`true`)} end`
}

/** A mask where there is a value, so that one sees that there is one. */
function masked(build: Build, entity: Entity, field: Field, alias: string, where: Sql | undefined): Sql {
  if (field.type.storage !== 'columns') return sql`null::json`
  const present = sql`(${canonicalSql(build, entity, field, alias)}) is not null`
  return sql`case when ${where ? sql`(${where}) and ` : sql``}${present} then to_json(${mask}::text) end`
}

function partSql(build: Build, entity: Entity, field: Field, alias: string, part: string): Sql {
  const value = canonicalSql(build, entity, field, alias)
  return sql`((${value})::jsonb -> ${part})::json`
}

function valueSql(build: Build, entity: Entity, field: Field, alias: string, sub: Selection | undefined): Sql {
  const relation = entity.relations.get(field.key)
  if (!relation || relation.through.kind === 'collection') return plainAnswerSql(build, entity, field, alias)
  if (relation.through.kind === 'lines') return linesSql(build, relation, alias, sub)
  if (relation.cardinality === 'one') return referenceSql(build, relation, alias, sub)
  return referencesSql(build, relation, alias, sub)
}

function referenceSql(build: Build, relation: Relation, alias: string, sub: Selection | undefined): Sql {
  const target = entityOf(build.model, relation.to[0] ?? '')
  const far = build.alias()
  const from = crossed(cross(build, alias, relation, target, far))
  return jsonObject(calledBy(build, target, far, sub), build.alias(), from)
}

/** Who is referred to: id and label, and what else was asked for. */
function calledBy(
  build: Build,
  target: Entity,
  far: string,
  sub: Selection | undefined,
  entity?: string,
): readonly (readonly [string, Sql])[] {
  const members: (readonly [string, Sql])[] = [
    ['id', column(far, 'id')],
    ['label', labelSql(build, target, far)],
    ...(entity === undefined ? [] : [['entity', sql`${entity}::text`] as const]),
  ]
  if (target.key === 'file' && target.origin.kind === 'system') members.push(...fileMembers(build, target, far))
  for (const [key, asked] of sub ?? [])
    if (key !== 'id') members.push([key, answerSql(build, target, asked.field, far, asked.sub, asked.part)])
  return members
}

function linesSql(build: Build, relation: Relation, alias: string, sub: Selection | undefined): Sql {
  const lines = entityOf(build.model, relation.to[0] ?? '')
  const far = build.alias()
  const crossing = cross(build, alias, relation, lines, far)
  const item = recordSql(build, lines, far, sub ?? wholeSelection(build, lines))
  return sql`coalesce(${listSql(crossed(crossing), item, crossing.order)}, '[]'::json)`
}

function referencesSql(build: Build, relation: Relation, alias: string, sub: Selection | undefined): Sql {
  const several = relation.to.length > 1
  const rows = relation.to.map((name) => {
    const target = entityOf(build.model, name)
    const far = build.alias()
    const crossing = cross(build, alias, relation, target, far)
    const item = jsonObject(calledBy(build, target, far, sub, several ? name : undefined), build.alias())
    return sql`select ${item} as item, ${crossing.order ?? sql`null::integer`} as place ${crossed(crossing)}`
  })
  const list = build.alias()
  return sql`(select json_agg(${column(list, 'item')} order by ${column(list, 'place')}) from (${sql.join(rows, sql` union all `)}) as ${sql.id(list)})`
}

const rawSql = (build: Build, entity: Entity, field: Field, alias: string): Sql =>
  columnsOf(build, entity, field, alias)('')

/** A file is shown by its name, size in bytes and type. */
function fileMembers(build: Build, file: Entity, alias: string): readonly (readonly [string, Sql])[] {
  return ['name', 'size', 'type'].flatMap((key) => {
    const field = file.fields.get(key)
    if (!field) return []
    const value =
      key === 'size'
        ? sql`to_json(${rawSql(build, file, field, alias)}::bigint)`
        : plainAnswerSql(build, file, field, alias)
    return [[key, value] as const]
  })
}
