import type { Entity, Relation } from '@atelier/definitions'
import { sql } from 'kysely'
import {
  alive,
  allOf,
  type Build,
  column,
  columnsOf,
  entityOf,
  physicalOf,
  type Sql,
  sourceOf,
  storageOf,
  tableNamed,
} from './build.ts'

/** A step from a row to the rows of one target entity, known by `far`. */
export type Crossing = {
  /** What stands after `from`. */
  readonly from: Sql
  /** How the far row belongs to the near one. */
  readonly on: Sql
  /** Which far rows exist for the reader: not in the bin, and visible. */
  readonly seen: Sql | undefined
  /** The order in which people put them; undefined where there is none. */
  readonly order: Sql | undefined
}

/** Follows a relation from the row `near` to `target`. Every relation is crossed here, and so gets the reader's permission. */
export function cross(build: Build, near: string, relation: Relation, target: Entity, far: string): Crossing {
  const { through } = relation
  const source = sql`${sourceOf(build, target)} as ${sql.id(far)}`
  const id = column(far, 'id')
  switch (through.kind) {
    case 'reference': {
      const from = entityOf(build.model, relation.from)
      return step(build, target, far, source, sql`${id} = ${columnsOf(build, from, through.field, near)('')}`)
    }
    case 'parent':
      return step(build, target, far, source, sql`${id} = ${column(near, 'parent')}`)
    case 'reverse':
      return step(
        build,
        target,
        far,
        source,
        sql`${columnsOf(build, target, through.field, far)('')} = ${column(near, 'id')}`,
      )
    case 'lines':
    case 'collection':
      // Whoever sees the header sees what belongs to it.
      return {
        from: source,
        on: sql`${column(far, 'parent')} = ${column(near, 'id')}`,
        seen: undefined,
        order: column(far, 'position'),
      }
    case 'links':
    case 'reverseLinks': {
      const holder = entityOf(build.model, through.field.entity)
      const storage = storageOf(build, holder, through.field)
      if (storage?.storage !== 'links') throw new Error(`${through.field.key} has no links`)
      const link = build.alias()
      const forward = through.kind === 'links'
      const [mine, theirs] = forward ? ['from_id', 'to_id'] : ['to_id', 'from_id']
      const joined = sql`${tableNamed(build, storage.table)} as ${sql.id(link)} join ${source} on ${id} = ${column(link, theirs)}`
      const crossing = step(build, target, far, joined, sql`${column(link, mine)} = ${column(near, 'id')}`)
      return forward ? { ...crossing, order: column(link, 'position') } : crossing
    }
  }
}

function step(build: Build, target: Entity, far: string, from: Sql, on: Sql): Crossing {
  return { from, on, seen: seen(build, target, far), order: undefined }
}

/** The row exists for the reader. Files belong to the record that names them, and are seen with it. */
export function seen(build: Build, target: Entity, far: string): Sql | undefined {
  const conditions = [alive(target, far), target.key === 'file' ? undefined : build.readable(target, far)]
  return conditions.every((condition) => condition === undefined) ? undefined : allOf(conditions)
}

/** `from … where …` of a crossing, with further conditions. */
export function crossed(crossing: Crossing, ...more: readonly (Sql | undefined)[]): Sql {
  return sql`from ${crossing.from} where ${allOf([crossing.on, crossing.seen, ...more])}`
}

/** The table of lines belongs to its header: what is asked of a line's rights is asked of the header. */
export function header(
  build: Build,
  entity: Entity,
  alias: string,
  far: string,
): { readonly parent: Entity; readonly from: Sql; readonly on: Sql } | undefined {
  const { origin } = entity
  if (origin.kind !== 'lines' && origin.kind !== 'collection') return undefined
  // Decisions belong to an approval request, which belongs to the record.
  const isDecision = origin.kind === 'collection' && origin.collection === 'approvals.decisions'
  const parent = entityOf(build.model, isDecision ? `${origin.parent}.approvals` : origin.parent)
  const from =
    parent.origin.kind === 'collection' ? sourceOf(build, parent) : tableNamed(build, physicalOf(build, parent).table)
  return { parent, from: sql`${from} as ${sql.id(far)}`, on: sql`${column(far, 'id')} = ${column(alias, 'parent')}` }
}
