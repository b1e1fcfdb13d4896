import { sql } from 'kysely'
import { fieldAccess } from '../access/fields.ts'
import type { Compiled, QueryContext } from '../context.ts'
import { slot } from '../sql/slots.ts'
import { alive, allOf, column, columnsOf, entityOf, sourceOf, storageOf } from './build.ts'
import { compileShape } from './cache.ts'
import { unknownField } from './problems.ts'
import { startBuild } from './start.ts'

/**
 * Visible records by the text of a field: those that match exactly, else those that match when case and outer spaces are aside.
 * json: `[[id, …], …]`, one list per value in their order, at most two ids each (two say that the value does not decide).
 */
export function compileLookup(
  ctx: QueryContext,
  query: { readonly entity: string; readonly field: string; readonly values: readonly string[] },
): Compiled {
  return compileShape(ctx, ['lookup', query.entity, query.field], { values: query.values }, () => {
    const { reader: build } = startBuild(ctx)
    const entity = entityOf(ctx.model, query.entity)
    const field = entity.fields.get(query.field)
    const access = field && fieldAccess(ctx.reader, ctx.model, entity.key).get(field.key)?.access
    if (!field || !access || access === 'hidden' || access === 'masked' || field.type.storage !== 'columns')
      return [unknownField(query.field, '/field')]
    const row = build.alias()
    const text = sql`${columnsOf(build, entity, field, row)('')}::text`
    const seen = allOf([alive(entity, row), build.readable(entity, row), build.whole(entity, field, row)])
    const found = (match: ReturnType<typeof allOf>) =>
      sql`(select json_agg(hit.id) from (select ${column(row, 'id')} as id from ${sourceOf(build, entity)} as ${sql.id(row)} where ${match} and (${seen}) order by ${column(row, 'created_at')}, ${column(row, 'id')} limit 2) as hit)`
    const storage = storageOf(build, entity, field)
    const isText = storage?.storage === 'columns' && storage.columns[0]?.type === 'text'
    // Compared as it is kept, a text finds its index.
    const exact = found(sql`${isText ? columnsOf(build, entity, field, row)('') : text} = asked.value`)
    // One pass over the table folds all texts, instead of one per value.
    const folded = sql`select lower(btrim(${text}) collate "und-x-icu") as folded, ${column(row, 'id')} as id, row_number() over (partition by lower(btrim(${text}) collate "und-x-icu") order by ${column(row, 'created_at')}, ${column(row, 'id')}) as place
      from ${sourceOf(build, entity)} as ${sql.id(row)} where ${seen} and lower(btrim(${text}) collate "und-x-icu") = any(select lower(btrim(missed.value) collate "und-x-icu") from exact as missed where missed.ids is null)`
    return sql`with asked as (select value, n from unnest(${slot('values')}::text[]) with ordinality as a(value, n)),
      exact as materialized (select asked.value, asked.n, ${exact} as ids from asked),
      folded as materialized (${folded}),
      answer as (select exact.n, coalesce(exact.ids, (select json_agg(folded.id order by folded.place) from folded where folded.folded = lower(btrim(exact.value) collate "und-x-icu") and folded.place <= 2), '[]'::json) as ids from exact)
      select coalesce((select json_agg(answer.ids order by answer.n) from answer), '[]'::json)::text as json`
  })
}
