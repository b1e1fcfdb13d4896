import type { Entity, Relation } from '@atelier/definitions'
import { type RawBuilder, sql } from 'kysely'
import type { QueryContext, Statement } from '../context.ts'
import { slot } from '../sql/slots.ts'
import { type Build, column, columnsOf, entityOf, jsonObject, type Sql, sourceOf } from './build.ts'
import { compileFixed } from './cache.ts'
import { cross, crossed } from './relations.ts'
import { startBuild } from './start.ts'
import { canonicalSql, listSql } from './values.ts'

/** What is read through relations, by key (`about@opportunity` names one target). */
type Tree = Map<string, Tree>

/**
 * Records as rules read them, whoever asks: canonical values by key, every own field, lines as rows, links as ids. `paths` add what lies
 * behind relations: there a reference is the record it names (`{id, …}`), to-many relations are lists of records, those in the bin left
 * out. json: a list in the order of `ids`, null for unknown ones; records in the bin are loaded too. `lock` locks the rows until the
 * transaction ends, in the order of their ids, and then reads them.
 */
export function compileLoad(
  ctx: QueryContext,
  query: {
    readonly entity: string
    readonly ids: readonly string[]
    readonly paths?: readonly (readonly string[])[]
    readonly lock?: boolean
  },
): Statement {
  const paths = [...new Set((query.paths ?? []).map((path) => path.join('.')))].sort()
  const context = { ...ctx, reader: { ...ctx.reader, user: undefined } }
  // One record is a shape of its own: for a list of unknown length Postgres would plan anew every time.
  const single = query.ids.length === 1
  const values = single ? { id: query.ids[0] } : { ids: query.ids }
  return compileFixed(context, ['load', query.entity, paths, query.lock ?? false, single], values, () => {
    const { system: build } = startBuild(context)
    const entity = entityOf(ctx.model, query.entity)
    const tree: Tree = new Map()
    for (const path of paths) grow(tree, path.split('.'))
    const row = build.alias()
    const source = sql`${sourceOf(build, entity)} as ${sql.id(row)}`
    const ids = single ? sql`array[${slot('id')}::uuid]` : sql`${slot('ids')}::uuid[]`
    const wanted = single ? sql`= ${slot('id')}::uuid` : sql`= any(${ids})`
    const data = nested(build, entity, row, tree, true)
    // A materialised lock sees the row as it is once it has been waited for; what is computed from it must come from there.
    // Materialised, so that no plan builds a record once for every id asked for.
    const rows = query.lock
      ? sql`with locked as materialized (select ${sql.id(row)}.* from ${source} where ${column(row, 'id')} ${wanted} order by ${column(row, 'id')} for update),
          loaded as materialized (select ${column(row, 'id')} as id, ${data} as data from locked as ${sql.id(row)})`
      : sql`with loaded as materialized (select ${column(row, 'id')} as id, ${data} as data from ${source} where ${column(row, 'id')} ${wanted})`
    return sql`${rows} select coalesce((select json_agg(loaded.data order by asked.n) from unnest(${ids}) with ordinality as asked(id, n) left join loaded on loaded.id = asked.id), '[]'::json)::text as json`
  })
}

function grow(tree: Tree, path: readonly string[]): void {
  const [key, ...rest] = path
  if (key === undefined || key === '') return
  let branch = tree.get(key)
  if (!branch) {
    branch = new Map()
    tree.set(key, branch)
  }
  grow(branch, rest)
}

/** One record with what the tree asks for. `whole`: all own fields; else only those that the tree names. */
function nested(build: Build, entity: Entity, alias: string, tree: Tree, whole: boolean): Sql {
  const members: (readonly [string, Sql])[] = [['id', column(alias, 'id')]]
  const wanted = new Set([...(whole ? entity.fields.keys() : []), ...tree.keys()])
  for (const name of wanted) {
    const [key = '', target] = name.split('@')
    const field = entity.fields.get(key)
    const relation = entity.relations.get(key)
    const branch = tree.get(name)
    if (key === 'id') continue
    if (key === '$approvals') {
      members.push([key, approvalsSql(build, entity, alias, branch)])
      continue
    }
    if (relation && (branch || relation.cardinality === 'many' || target)) {
      if (members.some(([member]) => member === key)) continue
      const value = related(build, alias, relation, mergedTargets(tree, key), whole)
      if (value) members.push([key, value])
    } else if (field) members.push([key, canonicalSql(build, entity, field, alias)])
  }
  return jsonObject(members, build.alias())
}

/** Where a record stands with the approvals asked for, by key, as rules read it. */
function approvalsSql(build: Build, entity: Entity, alias: string, asked: Tree | undefined): Sql {
  const states = [...(asked?.keys() ?? [])].map((key) => [key, build.approvalState(entity, key, alias)] as const)
  return states.length === 0 ? sql`null::json` : jsonObject(states, build.alias())
}

/** The branches of one relation by target entity; '' is what every target is asked for. */
function mergedTargets(tree: Tree, key: string): ReadonlyMap<string, Tree> {
  const found = new Map<string, Tree>()
  for (const [name, branch] of tree) {
    const [own = '', target = ''] = name.split('@')
    if (own === key) found.set(target, branch)
  }
  return found
}

function related(
  build: Build,
  alias: string,
  relation: Relation,
  branches: ReadonlyMap<string, Tree>,
  whole: boolean,
): Sql | undefined {
  const { through } = relation
  if (relation.cardinality === 'one') {
    const target = entityOf(build.model, relation.to[0] ?? '')
    const branch = branches.get('')
    const field = through.kind === 'reference' ? through.field : undefined
    const id = field
      ? columnsOf(build, entityOf(build.model, relation.from), field, alias)('')
      : column(alias, 'parent')
    if (!branch || branch.size === 0) return sql`to_json(${id})`
    const far = build.alias()
    // A record in the bin still has its id: what is behind it reads as empty.
    return sql`(select ${nested(build, target, far, branch, false)} ${crossed(cross(build, alias, relation, target, far))})`
  }
  if (through.kind === 'lines') {
    const lines = entityOf(build.model, relation.to[0] ?? '')
    const far = build.alias()
    const crossing = cross(build, alias, relation, lines, far)
    return sql`coalesce(${listSql(crossed(crossing), nested(build, lines, far, branches.get('') ?? new Map(), true), crossing.order)}, '[]'::json)`
  }
  if (branches.size === 0 && through.kind !== 'links') return undefined
  if (branches.size === 0 && !whole) return undefined
  return several(build, alias, relation, branches)
}

function several(build: Build, alias: string, relation: Relation, branches: ReadonlyMap<string, Tree>): Sql {
  const several = relation.to.length > 1
  const all = branches.get('')
  const asIds = branches.size === 0
  const rows: RawBuilder<unknown>[] = relation.to.map((name) => {
    const target = entityOf(build.model, name)
    const far = build.alias()
    const crossing = cross(build, alias, relation, target, far)
    const own: Tree = new Map([...(all ?? []), ...(branches.get(name) ?? [])])
    const record = nested(build, target, far, own, false)
    const item = asIds
      ? several
        ? sql`json_build_object('id', ${column(far, 'id')}, 'entity', ${sql.lit(name)}::text)`
        : sql`to_json(${column(far, 'id')})`
      : several
        ? sql`(${record}::jsonb || jsonb_build_object('entity', ${sql.lit(name)}::text))::json`
        : record
    return sql`select ${item} as item, ${crossing.order ?? sql`null::integer`} as place, ${column(far, 'id')} as id ${crossed(crossing)}`
  })
  const list = build.alias()
  const item = column(list, 'item')
  return sql`coalesce((select json_agg(${item} order by ${column(list, 'place')}, ${column(list, 'id')}) from (${sql.join(rows, sql` union all `)}) as ${sql.id(list)}), '[]'::json)`
}
