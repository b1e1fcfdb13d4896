import type { Entity } from '@atelier/definitions'
import { sql } from 'kysely'
import { grantsFor, isUnlimited } from '../access/grants.ts'
import type { QueryContext } from '../context.ts'
import { recordSql, wholeSelection } from '../query/answer.ts'
import { alive, allOf, entityOf, type Sql } from '../query/build.ts'
import { startBuild } from '../query/start.ts'

/** A reader to whom the one record written is to be told, in answer form, by the statement that writes it. */
export type Answer = { readonly reader: QueryContext; readonly entity: string }

/** The record as the statement leaves it; what lies beside it is seen as it was before. */
export function answerSql({ reader, entity: key }: Answer): Sql {
  const { reader: build } = startBuild(reader, 'a')
  const entity = entityOf(reader.model, key)
  const row = build.alias()
  const record = recordSql(build, entity, row, wholeSelection(build, entity))
  return sql`(select ${record} from w1 as ${sql.id(row)} where ${allOf([alive(entity, row), build.readable(entity, row)])})`
}

/**
 * Can the statement that writes a record tell it to the reader? Where all that the reader sees of it, and whether, stands in its own row or in
 * records it refers to; what is gathered from elsewhere would be told as it was before.
 */
export function tellsItself(ctx: QueryContext, key: string): boolean {
  let known = telling.get(ctx.model)
  if (!known) {
    known = new Map()
    telling.set(ctx.model, known)
  }
  const name = `${key} ${isUnlimited(ctx.reader) ? '*' : [...ctx.reader.roles].sort().join()}`
  let tells = known.get(name)
  if (tells === undefined) {
    tells = isInItsRow(ctx, entityOf(ctx.model, key))
    known.set(name, tells)
  }
  return tells
}

const telling = new WeakMap<QueryContext['model'], Map<string, boolean>>()

function isInItsRow(ctx: QueryContext, entity: Entity): boolean {
  if (entity.origin.kind !== 'drawn') return false
  const { reader: build } = startBuild(ctx)
  const fields = [...wholeSelection(build, entity).values()]
  if (fields.some(({ field }) => !field.system && field.type.storage !== 'columns')) return false
  if (isUnlimited(ctx.reader)) return true
  return grantsFor(ctx.reader, ctx.model, entity, 'read').every(({ scope }) => typeof scope === 'string')
}
