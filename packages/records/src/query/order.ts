import type { Entity } from '@atelier/definitions'
import type { Problem } from '@atelier/fields'
import { sql } from 'kysely'
import { fieldAccess } from '../access/fields.ts'
import { slot } from '../sql/slots.ts'
import { allOf, anyOf, type Build, column, entityOf, hasBin, type Sql, signature } from './build.ts'
import { notSortable, unknownField } from './problems.ts'
import { cross, crossed } from './relations.ts'
import { type SortSql, shownSort } from './values.ts'

/** One part of an order. `filled`: never empty. */
export type OrderPart = { readonly sort: SortSql; readonly descending: boolean; readonly filled: boolean }
export type Order = {
  readonly parts: readonly OrderPart[]
  /** Changes when a cursor of this order would mean something else. */
  readonly mark: string
}

/** The order of a list: as asked, newest first when nothing is asked; the id always last. */
export function parseOrder(
  build: Build,
  entity: Entity,
  sort: readonly string[] | undefined,
  alias: string,
): Order | readonly Problem[] {
  if (!sort || sort.length === 0) return defaultOrder(entity, alias)
  const problems: Problem[] = []
  const parts: OrderPart[] = []
  const marks: string[] = []
  for (const [index, item] of sort.entries()) {
    const descending = item.startsWith('-')
    const path = descending ? item.slice(1) : item
    const found = sortAlong(build, entity, path.split('.'), alias)
    if (found === 'unknown') problems.push(unknownField(path, `/sort/${index}`))
    else if (found === 'unsortable') problems.push(notSortable(path, `/sort/${index}`))
    else {
      parts.push({ sort: found.sort, descending, filled: found.filled })
      marks.push(`${descending ? '-' : ''}${found.ids.join('.')}:${found.sort.kind}`)
    }
  }
  if (problems.length > 0) return problems
  const last = parts.at(-1)?.descending ?? false
  return { parts: [...parts, idPart(alias, last)], mark: signature(entity.id, marks) }
}

function defaultOrder(entity: Entity, alias: string): Order {
  if (!hasBin(entity)) return { parts: [idPart(alias, false)], mark: signature(entity.id) }
  const created = {
    sort: { expression: column(alias, 'created_at'), kind: 'datetime' },
    descending: true,
    filled: true,
  } as const
  return { parts: [created, idPart(alias, true)], mark: signature(entity.id, 'newest') }
}

// In the direction of the part before it, so that one index gives both.
const idPart = (alias: string, descending: boolean): OrderPart => ({
  sort: { expression: column(alias, 'id'), kind: 'id' },
  descending,
  filled: true,
})

type Found =
  | { readonly sort: SortSql; readonly ids: readonly string[]; readonly filled: boolean }
  | 'unknown'
  | 'unsortable'

const filled = new Set(['id', 'version', 'createdAt', 'updatedAt'])

function sortAlong(build: Build, entity: Entity, path: readonly string[], alias: string): Found {
  const [key = '', ...rest] = path
  const field = entity.fields.get(key)
  const access = field && fieldAccess(build.reader, build.model, entity.key).get(key)?.access
  // What one may not read in full one may not order by either: the order would tell.
  if (!field || !access || access === 'hidden' || access === 'masked') return 'unknown'
  if (rest.length === 0) {
    const sort = shownSort(build, entity, field, alias)
    return sort ? { sort, ids: [field.id], filled: field.system && filled.has(key) } : 'unsortable'
  }
  const relation = entity.relations.get(key)
  if (relation && relation.cardinality === 'many') return 'unsortable'
  const target = relation && entityOf(build.model, relation.to[0] ?? '')
  if (!relation || !target) return 'unknown'
  const far = build.alias()
  const inner = sortAlong(build, target, rest, far)
  if (typeof inner === 'string') return inner
  const shown = build.whole(entity, field, alias)
  const value = sql`(select ${inner.sort.expression} ${crossed(cross(build, alias, relation, target, far), shown)})`
  return { sort: { ...inner.sort, expression: value }, ids: [field.id, ...inner.ids], filled: false }
}

/** `order by`, over the sort expressions or over the columns that hold them. */
export function orderSql(
  order: Order,
  expressionOf: (part: OrderPart, index: number) => Sql = (part) => part.sort.expression,
): Sql {
  return sql.join(
    order.parts.map((part, index) => {
      // Empties come last ascending without being told.
      const direction = part.descending ? (part.filled ? sql` desc` : sql` desc nulls last`) : sql``
      return sql`${expressionOf(part, index)}${direction}`
    }),
  )
}

/** The slot that holds the cursor's value of a part. */
const cursorSlot = (index: number): Sql => sql`${slot(`cursor${index}`)}`

/**
 * Rows after the cursor, as one or two conditions whose rows follow one another: where the first part may be empty, those that have a value
 * and those that have none are read apart, so that each starts in the middle of an index. `empty` says which cursor values are empty.
 */
export function afterSql(order: Order, empty: readonly boolean[]): readonly Sql[] {
  const [first] = order.parts
  if (!first) return [sql`true`]
  if (order.parts.every((part) => part.filled && part.descending === first.descending)) {
    const names = order.parts.map((part) => part.sort.expression)
    const values = order.parts.map((part, index) => typed(part, index))
    return [sql`(${sql.join(names)}) ${first.descending ? sql`<` : sql`>`} (${sql.join(values)})`]
  }
  const after = anyOf(
    order.parts.flatMap((part, index) => {
      const step = beyond(part, index, empty[index] ?? false)
      const before = order.parts.slice(0, index).map((earlier, place) => level(earlier, place, empty[place] ?? false))
      return step ? [allOf([...before, step])] : []
    }),
  )
  if (first.filled || empty[0]) return [after]
  // Implied by the rest, but something an index can begin with.
  const bound = sql`${first.sort.expression} ${first.descending ? sql`<=` : sql`>=`} ${typed(first, 0)}`
  return [sql`${bound} and (${after})`, sql`${first.sort.expression} is null`]
}

function beyond(part: OrderPart, index: number, empty: boolean): Sql | undefined {
  if (empty) return undefined
  const further = sql`${part.sort.expression} ${part.descending ? sql`<` : sql`>`} ${typed(part, index)}`
  return part.filled || index === 0 ? further : sql`(${further} or ${part.sort.expression} is null)`
}

const level = (part: OrderPart, index: number, empty: boolean): Sql =>
  empty ? sql`${part.sort.expression} is null` : sql`${part.sort.expression} = ${typed(part, index)}`

const types: Readonly<Record<SortSql['kind'], Sql>> = {
  place: sql`bigint`,
  number: sql`numeric`,
  date: sql`date`,
  datetime: sql`timestamptz`,
  boolean: sql`boolean`,
  text: sql`text`,
  id: sql`uuid`,
}

function typed(part: OrderPart, index: number): Sql {
  return sql`${cursorSlot(index)}::${types[part.sort.kind]}`
}

/** The text of a part in a cursor: what reads back as exactly the same value whatever the session's settings. */
export function cursorText(part: OrderPart, expression: Sql): Sql {
  if (part.sort.kind === 'datetime')
    return sql`to_char((${expression}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  return sql`(${expression})::text`
}
