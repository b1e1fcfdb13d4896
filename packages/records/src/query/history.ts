import type { Field } from '@atelier/definitions'
import { sql } from 'kysely'
import { fieldAccess } from '../access/fields.ts'
import { isUnlimited } from '../access/grants.ts'
import type { Compiled, QueryContext } from '../context.ts'
import { slot } from '../sql/slots.ts'
import { allOf, column, entityOf, sourceOf, tableNamed } from './build.ts'
import { compileShape } from './cache.ts'
import { badCursor } from './problems.ts'
import { seen } from './relations.ts'
import { startBuild } from './start.ts'
import { labelSql } from './values.ts'

/**
 * Who changed what of a record that the reader sees, newest first; records in the bin have a history too. Changes of fields that the
 * reader may not read in full are left out, an event with nothing left stays (that something happened is known from the version).
 * References in `from` and `to` are ids. json: `{events, next}`, or null when the record is unknown or invisible.
 */
export function compileHistory(
  ctx: QueryContext,
  query: { readonly entity: string; readonly id: string; readonly limit: number; readonly after?: string },
): Compiled {
  if (query.after !== undefined && !/^\d{1,18}$/.test(query.after)) return { ok: false, problems: [badCursor()] }
  const values = { id: query.id, limit: query.limit, after: query.after ?? null }
  return compileShape(ctx, ['history', query.entity], values, () => {
    const { reader: build } = startBuild(ctx)
    const entity = entityOf(ctx.model, query.entity)
    const user = entityOf(ctx.model, 'user')
    const row = build.alias()
    const who = build.alias()
    const rights = fieldAccess(ctx.reader, ctx.model, entity.key)
    // What a grant shows in some rows only is shown here by the row as it is now.
    const readable = [...entity.fields.values()].flatMap((field) => {
      const right = rights.get(field.key)
      if (!isUnlimited(ctx.reader) && (!right || right.access === 'hidden' || right.access === 'masked')) return []
      const whole = build.whole(entity, field, row)
      const shown = whole ? sql`coalesce((${whole}), false)` : sql`true`
      return [sql`(${field.id}::text, ${field.key}::text, ${shown}, ${hiddenInLines(ctx, field)}::text[])`]
    })
    // Rows of lines lose the fields that the reader may not read.
    const open = (side: string) => {
      const value = sql`(c.change -> ${sql.lit(side)})`
      return sql`case when cardinality(k.without) > 0 and jsonb_typeof(${value}) = 'array' then (select jsonb_agg(case when jsonb_typeof(r) = 'object' then r - k.without else r end) from jsonb_array_elements(${value}) as r) else ${value} end`
    }
    const changes = sql`coalesce((select json_agg(json_build_object('field', k.key, 'from', ${open('from')}, 'to', ${open('to')}) order by c.n)
      from jsonb_array_elements(e.changes) with ordinality as c(change, n) join keys as k on k.id = c.change ->> 'field' and k.shown), '[]'::json)`
    const by = sql`(select json_build_object('id', ${column(who, 'id')}, 'label', ${labelSql(build, user, who)}) from ${sourceOf(build, user)} as ${sql.id(who)} where ${allOf([sql`${column(who, 'id')} = e.by`, seen(build, user, who)])})`
    const instant = (name: string) =>
      sql`to_char(${sql.ref(`e.${name}`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    const event = sql`json_build_object('id', e.id, 'at', ${instant('at')}, 'recordedAt', ${instant('recorded_at')}, 'by', ${by}, 'via', e.via, 'kind', e.kind, 'changes', ${changes}, 'revision', e.revision, 'version', e.version)`
    const visible = allOf([sql`${column(row, 'id')} = ${slot('id')}::uuid`, build.readable(entity, row)])
    return sql`select (select (with keys(id, key, shown, without) as (values ${sql.join(readable)}),
        page as (select e.* from ${tableNamed(build, 'event')} as e where e.record = ${slot('id')}::uuid and e.entity = ${sql.lit(entity.id)}
          and (${slot('after')}::bigint is null or e.seq < ${slot('after')}::bigint) order by e.seq desc limit ${slot('limit')}::integer + 1),
        shown as (select * from page order by seq desc limit ${slot('limit')}::integer)
        select json_build_object('events', coalesce((select json_agg(${event} order by e.seq desc) from shown as e), '[]'::json),
          'next', case when (select count(*) from page) > ${slot('limit')}::integer then (select min(seq)::text from shown) end))
      from ${sourceOf(build, entity)} as ${sql.id(row)} where ${visible})::text as json`
  })
}

/** Keys and ids of the fields of a lines field that the reader may not read in every row. */
function hiddenInLines(ctx: QueryContext, field: Field): readonly string[] {
  const lines = field.type.storage === 'rows' ? ctx.model.entities.get(`${field.entity}.${field.key}`) : undefined
  if (!lines || isUnlimited(ctx.reader)) return []
  const rights = fieldAccess(ctx.reader, ctx.model, lines.key)
  return [...lines.fields.values()].flatMap((inner) => {
    const right = rights.get(inner.key)
    const readable = right && !right.byRow && (right.access === 'read' || right.access === 'write')
    return readable ? [] : [inner.key, inner.id]
  })
}
