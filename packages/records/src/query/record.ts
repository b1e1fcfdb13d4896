import type { Entity } from '@atelier/definitions'
import { sql } from 'kysely'
import { mayEver } from '../access/grants.ts'
import type { Compiled, QueryContext, Statement } from '../context.ts'
import { slot } from '../sql/slots.ts'
import { recordSql, wholeSelection } from './answer.ts'
import { alive, allOf, type Build, column, entityOf, hasBin, type Sql, sourceOf } from './build.ts'
import { compileFixed, compileShape } from './cache.ts'
import { matchesSearch, searchedEntities, searchSlots, searchTerms } from './search-terms.ts'
import { parseSelection } from './selection.ts'
import { type SimilarTerm, similarSlots, similarTo } from './similar.ts'
import { startBuild } from './start.ts'
import { labelSql } from './values.ts'

/** One record. json: the record in answer form, or null when it is unknown, binned (or, with `binned`, not) or invisible: nothing tells which. */
export function compileGet(
  ctx: QueryContext,
  query: {
    readonly entity: string
    readonly id: string
    readonly fields?: readonly string[]
    readonly binned?: boolean
  },
): Compiled {
  return compileShape(ctx, ['get', query.entity, query.fields, query.binned], { id: query.id }, () => {
    const { reader: build } = startBuild(ctx)
    const entity = entityOf(ctx.model, query.entity)
    const row = build.alias()
    const asked = query.fields ? parseSelection(build, entity, query.fields) : undefined
    if (asked && asked.problems.length > 0) return asked.problems
    const here = query.binned && hasBin(entity) ? sql`${column(row, 'deleted_at')} is not null` : alive(entity, row)
    const record = recordSql(build, entity, row, asked?.selection ?? wholeSelection(build, entity))
    const where = allOf([sql`${column(row, 'id')} = ${slot('id')}::uuid`, here, build.readable(entity, row)])
    // One row always, so that "not there" is an answer too.
    return sql`select (select ${record} from ${sourceOf(build, entity)} as ${sql.id(row)} where ${where})::text as json`
  })
}

/** What records are called. json: `{"<id>": "<label>"}`, of those that the reader may see. */
export function compileLabels(
  ctx: QueryContext,
  query: { readonly entity: string; readonly ids: readonly string[] },
): Statement {
  return compileFixed(ctx, ['labels', query.entity], { ids: query.ids }, () => {
    const { reader: build } = startBuild(ctx)
    const entity = entityOf(ctx.model, query.entity)
    const row = build.alias()
    const where = allOf([
      sql`${column(row, 'id')} = any(${slot('ids')}::uuid[])`,
      alive(entity, row),
      build.readable(entity, row),
    ])
    return sql`select coalesce((select json_object_agg(${column(row, 'id')}, ${labelSql(build, entity, row)}) from ${sourceOf(build, entity)} as ${sql.id(row)} where ${where}), '{}'::json)::text as json`
  })
}

type SearchQuery = { readonly entity?: string; readonly limit: number }
type Matching = { readonly where: Sql; readonly order: Sql; readonly told: Sql }

/**
 * Records found by words in their text, its pinyin or the initials of that. json: `[{entity, records: [{id, label}]}]`, entities in
 * document order, those without a hit left out; the latest changed first.
 */
export function compileSearch(ctx: QueryContext, query: SearchQuery & { readonly q: string }): Statement {
  const terms = searchTerms(query.q).length
  return compileGroups(ctx, ['search', terms], query, searchSlots(query.q), (build, entity, row) => ({
    where: matchesSearch(build, entity, row, terms),
    order: sql`${column(row, 'updated_at')} desc`,
    told: sql``,
  }))
}

/** Records whose words look or sound like what was typed, the most alike first; each group says `"similar": true`. For when a search finds nothing. */
export function compileSimilar(
  ctx: QueryContext,
  query: SearchQuery & { readonly terms: readonly SimilarTerm[] },
): Statement {
  const terms = query.terms.length
  return compileGroups(ctx, ['similar', terms], query, similarSlots(query.terms), (build, entity, row) => {
    const { where, near } = similarTo(build, entity, row, terms)
    return { where, order: sql`${near} desc`, told: sql`, 'similar', true` }
  })
}

function compileGroups(
  ctx: QueryContext,
  shape: readonly (string | number)[],
  query: SearchQuery,
  slots: Readonly<Record<string, unknown>>,
  matching: (build: Build, entity: Entity, row: string) => Matching,
): Statement {
  return compileFixed(ctx, [...shape, query.entity], { ...slots, limit: query.limit }, () => {
    const { reader: build } = startBuild(ctx)
    const entities = searchedEntities(ctx.model).filter(
      (entity) =>
        (query.entity === undefined || entity.key === query.entity) &&
        mayEver(ctx.reader, ctx.model, entity.key, 'read'),
    )
    const groups = entities.map((entity, place) => {
      const row = build.alias()
      const found = build.alias()
      const { where: matches, order, told } = matching(build, entity, row)
      const where = allOf([matches, alive(entity, row), build.readable(entity, row)])
      return sql`select ${sql.lit(place)} as place, json_build_object('entity', ${sql.lit(entity.key)}::text, 'records',
        json_agg(json_build_object('id', ${column(found, 'id')}, 'label', ${column(found, 'label')}))${told}) as found
        from (select ${column(row, 'id')} as id, ${labelSql(build, entity, row)} as label from ${sourceOf(build, entity)} as ${sql.id(row)}
          where ${where} order by ${order}, ${column(row, 'id')} limit ${slot('limit')}::integer) as ${sql.id(found)} having count(*) > 0`
    })
    if (groups.length === 0) return sql`select '[]'::text as json`
    return sql`select coalesce((select json_agg(g.found order by g.place) from (${sql.join(groups, sql` union all `)}) as g), '[]'::json)::text as json`
  })
}
