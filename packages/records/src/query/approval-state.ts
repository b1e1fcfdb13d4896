import { type ApprovalDocument, type Entity, writtenFields } from '@atelier/definitions'
import { sql } from 'kysely'
import { type Build, column, columnsOf, entityOf, jsonObject, type Sql, tableNamed } from './build.ts'
import { cross, crossed } from './relations.ts'
import { ruleSql } from './rule.ts'
import { canonicalSql } from './values.ts'

/**
 * Where a row stands with an approval: what the workflow engine says of a loaded record (`approvalState`), said in SQL. Pending beats all; an approval
 * counts for the values of `material` it was asked with; `when` that fails means that none is needed, and one that cannot be decided that it is.
 */
export function approvalStateSql(build: Build, entity: Entity, key: string, alias: string): Sql {
  const document = build.model.approvals.get(key)
  if (document === undefined || document.entity !== entity.key) return sql`null::text`
  const request = build.alias()
  const last = build.alias()
  const of = sql`from ${tableNamed(build, 'approval_request')} as ${sql.id(request)} where ${column(request, 'record')} = ${column(alias, 'id')} and ${column(request, 'entity')} = ${sql.lit(entity.id)} and ${column(request, 'approval')} = ${sql.lit(document.id)}`
  const newest = sql`select ${column(request, 'state')} as state, ${column(request, 'material')}::jsonb as material ${of} order by ${column(request, 'started_at')} desc, ${column(request, 'id')} desc limit 1`
  const counting = (more: Sql): Sql =>
    sql`(select ${column(last, 'state')} from (${newest}) as ${sql.id(last)} where ${column(last, 'material')} = ${materialSql(build, entity, document, alias)}${more})`
  const when =
    document.when === undefined
      ? sql`null::text`
      : sql`case when (${ruleSql(build, document.when, entity, alias, { place: 'approval' })}) is false then 'notNeeded' end`
  return sql`(case when exists (select 1 ${of} and ${column(request, 'state')} = 'pending') then 'pending'
    else coalesce(${counting(sql` and ${column(last, 'state')} = 'approved'`)}, ${when}, ${counting(sql``)}, 'needed') end)`
}

/** The present values of the material fields as the request keeps them, empties left out. */
function materialSql(build: Build, entity: Entity, document: ApprovalDocument, alias: string): Sql {
  const pairs = (document.material ?? []).map(
    (key) => sql`jsonb_build_array(${sql.lit(key)}::text, ${plainSql(build, entity, key, alias)})`,
  )
  return pairs.length === 0 ? sql`'[]'::jsonb` : sql`jsonb_build_array(${sql.join(pairs)})`
}

function plainSql(build: Build, entity: Entity, key: string, alias: string): Sql {
  const field = entity.fields.get(key)
  const relation = entity.relations.get(key)
  if (field === undefined) return sql`null::jsonb`
  if (relation?.through.kind === 'reference') return sql`to_jsonb(${columnsOf(build, entity, field, alias)('')})`
  if (relation?.through.kind === 'lines') return linesSql(build, entity, key, alias)
  if (relation !== undefined && relation.cardinality === 'many') return linksSql(build, entity, key, alias)
  const value = sql`jsonb_strip_nulls((${canonicalSql(build, entity, field, alias)})::jsonb)`
  if (field === entity.stage) return sql`((${value}) -> 'key')`
  return sql`nullif(nullif(nullif(${value}, '[]'::jsonb), '""'::jsonb), 'null'::jsonb)`
}

function linesSql(build: Build, entity: Entity, key: string, alias: string): Sql {
  const relation = entity.relations.get(key)
  if (relation === undefined) return sql`null::jsonb`
  const lines = entityOf(build.model, relation.to[0] ?? '')
  const far = build.alias()
  const crossing = cross(build, alias, relation, lines, far)
  const values = writtenFields(lines).map((own) => [own, plainSql(build, lines, own, far)] as const)
  const row =
    values.length === 0 ? sql`'{}'::jsonb` : sql`jsonb_strip_nulls(${jsonObject(values, build.alias())}::jsonb)`
  return sql`(select jsonb_agg(${row} order by ${crossing.order ?? column(far, 'id')}) ${crossed(crossing)})`
}

function linksSql(build: Build, entity: Entity, key: string, alias: string): Sql {
  const relation = entity.relations.get(key)
  if (relation === undefined) return sql`null::jsonb`
  const rows = relation.to.map((name) => {
    const target = entityOf(build.model, name)
    const far = build.alias()
    const crossing = cross(build, alias, relation, target, far)
    return sql`select ${column(far, 'id')} as id, ${crossing.order ?? sql`null::integer`} as place ${crossed(crossing)}`
  })
  const list = build.alias()
  return sql`(select jsonb_agg(${column(list, 'id')} order by ${column(list, 'place')}, ${column(list, 'id')}) from (${sql.join(rows, sql` union all `)}) as ${sql.id(list)})`
}
