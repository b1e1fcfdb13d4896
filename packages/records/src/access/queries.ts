import type { Action } from '@atelier/definitions'
import { sql } from 'kysely'
import type { QueryContext, Statement } from '../context.ts'
import { allOf, column, entityOf, hasBin, sourceOf } from '../query/build.ts'
import { compileFixed } from '../query/cache.ts'
import { startBuild } from '../query/start.ts'
import { slot } from '../sql/slots.ts'
import { accessByGrant } from './fields.ts'
import { decidingEntity, grantsFor, isUnlimited } from './grants.ts'
import { grantsSql, permissionSql } from './scope.ts'

/**
 * To which of these records the reader may do this, judged by the database as it stands: run before a write for the row that is, after
 * it for the row that came of it. `binned`: records in the bin instead of those out of it. json: `[id, …]`.
 */
export function compileMay(
  ctx: QueryContext,
  query: {
    readonly entity: string
    readonly action: Action
    readonly ids: readonly string[]
    readonly binned?: boolean
  },
): Statement {
  return compileFixed(ctx, ['may', query.entity, query.action, query.binned ?? false], { ids: query.ids }, () => {
    const { reader: build, system } = startBuild(ctx)
    const entity = entityOf(ctx.model, query.entity)
    const row = build.alias()
    const bin = hasBin(entity)
      ? sql`${column(row, 'deleted_at')} is ${query.binned ? sql`not null` : sql`null`}`
      : undefined
    const where = allOf([
      sql`${column(row, 'id')} = any(${slot('ids')}::uuid[])`,
      bin,
      permissionSql(build, system, entity, query.action, row),
    ])
    return sql`select coalesce((select json_agg(${column(row, 'id')}) from ${sourceOf(build, entity)} as ${sql.id(row)} where ${where}), '[]'::json)::text as json`
  })
}

/** Which of these fields the reader may not write in which of these rows. json: `{"<id>": ["<field key>", …]}`, rows without any left out. */
export function compileUnwritable(
  ctx: QueryContext,
  query: { readonly entity: string; readonly ids: readonly string[]; readonly fields: readonly string[] },
): Statement {
  const fields = [...new Set(query.fields)].sort()
  return compileFixed(ctx, ['unwritable', query.entity, fields], { ids: query.ids }, () => {
    const { reader: build, system } = startBuild(ctx)
    const entity = entityOf(ctx.model, query.entity)
    const row = build.alias()
    if (isUnlimited(ctx.reader)) return sql`select '{}'::text as json`
    const deciding = decidingEntity(ctx.model, entity, 'update')
    const grants = grantsFor(ctx.reader, ctx.model, deciding.entity, deciding.action)
    const checks = fields.flatMap((key) => {
      const field = entity.fields.get(key)
      if (!field) return []
      const writing = grants.filter((grant) => accessByGrant(ctx.reader, ctx.model, field, grant) === 'write')
      const condition = writing.length === 0 ? sql`false` : grantsSql(build, system, deciding.entity, writing, row)
      return condition ? [sql`case when not coalesce((${condition}), false) then ${sql.lit(key)}::text end`] : []
    })
    if (checks.length === 0 || deciding.entity !== entity) return sql`select '{}'::text as json`
    const found = sql`select ${column(row, 'id')} as id, array_remove(array[${sql.join(checks)}], null) as keys from ${sourceOf(build, entity)} as ${sql.id(row)} where ${column(row, 'id')} = any(${slot('ids')}::uuid[])`
    return sql`select coalesce((select json_object_agg(f.id, f.keys) from (${found}) as f where cardinality(f.keys) > 0), '{}'::json)::text as json`
  })
}

/** Why a reader may or may not do something: one entry per grant that speaks of the entity. */
export type AccessReason = {
  readonly role: string
  readonly grant: string
  readonly actions: readonly Action[]
  readonly scope: unknown
  /** Whether the grant covers the record asked about; undefined when no record was named. */
  readonly covers?: boolean
}

/**
 * The grants that allow an action on an entity, and which of them cover a record. json: `{"exists": boolean, "binned": boolean, "covers":
 * [boolean, …]}` in the order of `grants`. The system and administrators need none.
 */
export function explainAccess(
  ctx: QueryContext,
  query: { readonly entity: string; readonly action: Action; readonly id?: string },
): {
  readonly unlimited: boolean
  readonly grants: readonly AccessReason[]
  readonly statement: Statement | undefined
} {
  const entity = entityOf(ctx.model, query.entity)
  const deciding = decidingEntity(ctx.model, entity, query.action)
  const grants = grantsFor(ctx.reader, ctx.model, deciding.entity, deciding.action)
  const reasons = grants.map(({ role, grant, actions, scope }): AccessReason => ({ role, grant, actions, scope }))
  const unlimited = isUnlimited(ctx.reader)
  const id = query.id
  if (id === undefined || deciding.entity !== entity) return { unlimited, grants: reasons, statement: undefined }
  const statement = compileFixed(ctx, ['explain', query.entity, query.action], { id }, () => {
    const { reader: build, system } = startBuild(ctx)
    const row = build.alias()
    const covers = grants.map(
      (grant) => sql`coalesce((${grantsSql(build, system, entity, [grant], row) ?? sql`true`}), false)`,
    )
    const list = covers.length === 0 ? sql`'[]'::json` : sql`json_build_array(${sql.join(covers)})`
    const found = sql`select json_build_object('exists', true, 'binned', ${hasBin(entity) ? sql`${column(row, 'deleted_at')} is not null` : sql`false`}, 'covers', ${list}) from ${sourceOf(build, entity)} as ${sql.id(row)} where ${column(row, 'id')} = ${slot('id')}::uuid`
    return sql`select coalesce((${found}), json_build_object('exists', false, 'binned', false, 'covers', '[]'::json))::text as json`
  })
  return { unlimited, grants: reasons, statement }
}
