import type { Problem } from '@atelier/fields'
import { sql } from 'kysely'
import type { Compiled, QueryContext } from '../context.ts'
import { slot } from '../sql/slots.ts'
import { recordSql, wholeSelection } from './answer.ts'
import { alive, allOf, type Build, column, entityOf, type Sql, sourceOf } from './build.ts'
import { compileShape, fragment } from './cache.ts'
import { cursorSql, parseCursor } from './cursor.ts'
import { filterSql } from './filter.ts'
import { afterSql, type Order, orderSql, parseOrder } from './order.ts'
import { badCursor } from './problems.ts'
import { matchesSearch, searchSlots, searchTerms } from './search-terms.ts'
import { parseSelection } from './selection.ts'
import { startBuild } from './start.ts'

export type ListQuery = {
  readonly entity: string
  /** A rule as JSON. */
  readonly filter?: unknown
  /** `['-amount', 'account.name']`; newest first when left out. */
  readonly sort?: readonly string[]
  /** Field paths; all visible own fields when left out. */
  readonly fields?: readonly string[]
  /** 1-500. */
  readonly limit: number
  /** The `next` of the page before. */
  readonly after?: string
  readonly count?: 'none' | 'capped' | 'exact'
  /** Only records that search finds by this text. */
  readonly search?: string
  /** Where the filter comes from: a report's reaches through more relations. */
  readonly place?: 'filter' | 'report'
  /** Records in the bin instead of those out of it. */
  readonly binned?: boolean
  /** A further condition of the caller's own making (the cell of a report); `key` tells its shapes apart. */
  readonly restrict?: Restriction
}

/** A condition that no rule says. It is compiled with the reader's rights like everything else. */
export type Restriction = {
  readonly key: unknown
  readonly make: (build: Build, alias: string) => Sql | readonly Problem[]
  /** What the slots stand for that `make` uses. */
  readonly values?: Readonly<Record<string, unknown>>
}

/** How far a capped count counts. */
export const countCap = 10_000

/** A page of records. json: `{records, next, count?}` in answer form; every problem at once. */
export function compileList(ctx: QueryContext, query: ListQuery): Compiled {
  const place = query.after === undefined ? [] : placeOf(ctx, query, query.after)
  if (!place) {
    // The other problems are told along with the bad cursor.
    const { after: _, ...rest } = query
    const other = compileList(ctx, rest)
    return { ok: false, problems: [...(other.ok ? [] : other.problems), badCursor()] }
  }
  const empty = place.map((value) => value === null)
  const { entity, filter, sort, fields, count, binned } = query
  const searched = query.search === undefined ? null : searchTerms(query.search).length
  const where = query.after === undefined ? null : empty
  const key = ['list', entity, filter, query.place, sort, fields, count, binned, searched, query.restrict?.key, where]
  const values = {
    limit: query.limit,
    ...query.restrict?.values,
    ...(query.search === undefined ? {} : searchSlots(query.search)),
    ...Object.fromEntries(place.map((value, index) => [`cursor${index}`, value])),
  }
  return compileShape(ctx, key, values, () => listSql(ctx, query, query.after === undefined ? undefined : empty))
}

function placeOf(ctx: QueryContext, query: ListQuery, after: string): readonly (string | null)[] | undefined {
  const { reader } = startBuild(ctx)
  const order = parseOrder(reader, entityOf(ctx.model, query.entity), query.sort, 't')
  return isProblems(order) ? undefined : parseCursor(after, order)
}

const isProblems = (value: Order | readonly Problem[]): value is readonly Problem[] => Array.isArray(value)

function listSql(ctx: QueryContext, query: ListQuery, empty: readonly boolean[] | undefined): Sql | readonly Problem[] {
  const { reader: build } = startBuild(ctx)
  const entity = entityOf(ctx.model, query.entity)
  const row = build.alias()
  const where = rowsWhere(build, query, row)
  const order = parseOrder(build, entity, query.sort, row)
  const asked = query.fields ? parseSelection(build, entity, query.fields) : undefined
  const problems = [...(where.problems ?? []), ...(isProblems(order) ? order : []), ...(asked?.problems ?? [])]
  if (problems.length > 0 || isProblems(order) || !where.condition) return problems

  const source = sourceOf(build, entity)
  const keys = order.parts.map((part, index) => sql`${part.sort.expression} as ${sql.id(`$${index}`)}`)
  const condition = where.condition
  // One more than asked for tells whether there is a next page.
  const branch = (after: Sql | undefined) =>
    sql`select ${sql.id(row)}.*, ${sql.join(keys)} from ${source} as ${sql.id(row)} where ${after ? allOf([condition, after]) : condition} order by ${orderSql(order)} limit ${slot('limit')}::integer + 1`
  const branches = empty ? afterSql(order, empty) : [undefined]
  const [only] = branches
  const held = (_: unknown, index: number) => sql.id(row, `$${index}`)
  const rows =
    branches.length === 1
      ? branch(only)
      : sql`select * from (${sql.join(
          branches.map((after) => sql`(${branch(after)})`),
          sql` union all `,
        )}) as ${sql.id(row)} order by ${orderSql(order, held)} limit ${slot('limit')}::integer + 1`
  // The same for every filter and order: the larger half of the text is built once.
  const record = fragment(ctx, ['record', entity.key, query.fields, row], () => {
    const { reader: own } = startBuild(ctx, 'p')
    return recordSql(own, entity, row, asked?.selection ?? wholeSelection(own, entity))
  })
  const counted = countSql(build, query, condition, source, row)
  return sql`select json_build_object('records', coalesce(json_agg(page.record order by page.n) filter (where page.n <= ${slot('limit')}::integer), '[]'::json),
    'next', max(page.next) filter (where page.n = ${slot('limit')}::integer and page.total > page.n)${counted ? sql`, 'count', (${counted})` : sql``})::text as json
    from (select row_number() over (order by ${orderSql(order, held)}) as n, count(*) over () as total,
      ${record} as record, ${cursorSql(order, held)} as next from (${rows}) as ${sql.id(row)}) as page`
}

const isRefusal = (made: Sql | readonly Problem[]): made is readonly Problem[] => Array.isArray(made)

/** The rows of a list, whatever page: there, visible, and what was asked for. */
export function rowsWhere(
  build: Build,
  query: Pick<ListQuery, 'entity' | 'filter' | 'search' | 'binned' | 'restrict' | 'place'>,
  alias: string,
): { readonly condition?: Sql; readonly problems?: readonly Problem[] } {
  const entity = entityOf(build.model, query.entity)
  const filter =
    query.filter === undefined || query.filter === null
      ? undefined
      : filterSql(build, entity, query.filter, alias, query.place)
  const restriction = query.restrict?.make(build, alias)
  const problems = [...(filter?.problems ?? []), ...(restriction && isRefusal(restriction) ? restriction : [])]
  if (problems.length > 0 || (restriction && isRefusal(restriction))) return { problems }
  const here = query.binned ? sql`${column(alias, 'deleted_at')} is not null` : alive(entity, alias)
  const found =
    query.search === undefined ? undefined : matchesSearch(build, entity, alias, searchTerms(query.search).length)
  return { condition: allOf([here, build.readable(entity, alias), filter?.condition, restriction, found]) }
}

function countSql(build: Build, query: ListQuery, condition: Sql, source: Sql, row: string): Sql | undefined {
  if (!query.count || query.count === 'none') return undefined
  const rows = sql`from ${source} as ${sql.id(row)} where ${condition}`
  if (query.count === 'exact') return sql`select json_build_object('value', count(*), 'exact', true) ${rows}`
  const counted = sql.id(build.alias())
  return sql`select json_build_object('value', least(count(*), ${sql.lit(countCap)}), 'exact', count(*) <= ${sql.lit(countCap)}) from (select 1 ${rows} limit ${sql.lit(countCap + 1)}) as ${counted}`
}

/** How many records there are. json: `{value, exact}`; counts to the end without a cap. */
export function compileCount(
  ctx: QueryContext,
  query: Pick<ListQuery, 'entity' | 'filter' | 'search'> & { readonly capped?: boolean },
): Compiled {
  const values = query.search === undefined ? {} : searchSlots(query.search)
  return compileShape(
    ctx,
    [
      'count',
      query.entity,
      query.filter,
      query.capped,
      query.search === undefined ? null : searchTerms(query.search).length,
    ],
    values,
    () => {
      const { reader: build } = startBuild(ctx)
      const entity = entityOf(ctx.model, query.entity)
      const row = build.alias()
      const { condition, problems } = rowsWhere(build, query, row)
      if (!condition) return problems ?? []
      const counted = countSql(
        build,
        { ...query, limit: 1, count: query.capped ? 'capped' : 'exact' },
        condition,
        sourceOf(build, entity),
        row,
      )
      return sql`select (${counted})::text as json`
    },
  )
}
