import { sql } from 'kysely'
import type { CallNode } from '../node.ts'
import { type Compiler, joined, type OperatorSql } from './compiler.ts'
import { quotient } from './number-sql.ts'
import { type Elements, elements } from './paths-sql.ts'
import { RuleNotInSqlError, type Sql } from './sql-env.ts'

/** The elements of a call's list, and the compiler for what is said about each. */
function over(node: CallNode, c: Compiler): { found: Elements; inside: Compiler } {
  const [collection] = node.args
  if (collection?.op !== 'var' || c.isContext(collection)) {
    throw new RuleNotInSqlError('A list of the context that depends on the record runs on a loaded record')
  }
  const found = elements(collection, c)
  return { found, inside: c.inside(found.alias, found.entity) }
}

/** FROM and WHERE of the elements for which the condition holds. */
function selection(node: CallNode, found: Elements, inside: Compiler): Sql {
  const { where } = node.options
  const condition = where === undefined ? sql`` : sql` and ${inside.condition(node.args[where])}`
  return sql`from ${found.from} where ${found.where}${condition}`
}

/**
 * The values of the selected elements as `q.x`. A query of its own: an aggregate over a value that reads only the outer row would
 * otherwise belong to the outer query.
 */
function values(value: Sql, node: CallNode, found: Elements, inside: Compiler): Sql {
  return sql`(select ${value} as x ${selection(node, found, inside)}) as q`
}

/** Kleene's "some": true if one is, else unknown if one is, else false. */
function someStrict(found: Elements, condition: Sql): Sql {
  return sql`(select case when bool_or(q.c) then true when bool_or(q.c is null) then null else false end from (select ${condition} as c from ${found.from} where ${found.where}) as q)`
}

function quantified(wanted: boolean, isNegated: boolean): OperatorSql {
  return {
    condition: (node, c) => {
      const { found, inside } = over(node, c)
      const condition = inside.condition(node.args[1])
      const test = wanted ? condition : sql`(not ${condition})`
      const some =
        c.mode === 'strict'
          ? someStrict(found, test)
          : sql`exists (select 1 from ${found.from} where ${found.where} and ${test})`
      return isNegated ? sql`(not ${some})` : some
    },
  }
}

const count: OperatorSql = {
  value: (node, c) => {
    const { found, inside } = over(node, c)
    return sql`(select cast(count(*) as numeric) ${selection(node, found, inside)})`
  },
}

const sum: OperatorSql = {
  value: (node, c, facet) => {
    const { found, inside } = over(node, c)
    const value = sql`cast(${inside.term(node.args[1], facet).sql} as numeric)`
    return sql`(select coalesce(sum(q.x), 0) from ${values(value, node, found, inside)})`
  },
}

const avg: OperatorSql = {
  value: (node, c, facet) => {
    const { found, inside } = over(node, c)
    const value = sql`cast(${inside.term(node.args[1], facet).sql} as numeric)`
    return quotient(
      sql`(select sum(q.x) as a, cast(count(q.x) as numeric) as b from ${values(value, node, found, inside)} offset 0)`,
      12,
    )
  },
}

const collated = (node: CallNode, value: Sql): Sql =>
  ['text', 'currency', 'choice'].includes(node.type.kind) ? sql`(${value} collate "C")` : value

/** The least or greatest by the side that money is compared on, given back on the side asked for. */
function extreme(least: boolean): OperatorSql {
  const direction = sql.raw(least ? 'asc' : 'desc')
  return {
    value: (node, c, facet) => {
      const by = node.options.by ?? 'amount'
      const isMoney = node.type.kind === 'money' && by !== facet
      if (node.options.value !== undefined) {
        const { found, inside } = over(node, c)
        const key = collated(node, inside.term(node.args[1], by).sql)
        if (!isMoney)
          return sql`(select ${sql.raw(least ? 'min' : 'max')}(q.x) from ${values(key, node, found, inside)})`
        const value = inside.term(node.args[1], facet).sql
        return sql`(select ${value} ${selection(node, found, inside)} and ${key} is not null order by ${key} ${direction}, ${c.env.identity(found.alias, found.entity)} limit 1)`
      }
      const keys = node.args.map((arg) => collated(node, c.term(arg, by).sql))
      if (!isMoney) return sql`${sql.raw(least ? 'least' : 'greatest')}(${joined(keys, sql`, `)})`
      const rows = node.args.map((arg, index) => sql`(${sql.lit(index)}, ${keys[index]}, ${c.term(arg, facet).sql})`)
      return sql`(select v.f from (values ${joined(rows, sql`, `)}) as v(n, k, f) where v.k is not null order by v.k ${direction}, v.n limit 1)`
    },
  }
}

const first: OperatorSql = {
  value: (node, c, facet) => {
    const { found, inside } = over(node, c)
    const { order } = node.options
    const id = c.env.identity(found.alias, found.entity)
    const value = inside.term(node.args[1], facet).sql
    return sql`(select ${value} ${selection(node, found, inside)} order by ${order === undefined ? sql`` : orderKey(order, inside)}${id} limit 1)`
  },
}

function orderKey(order: NonNullable<CallNode['options']['order']>, inside: Compiler): Sql {
  const { kind } = order.field.type
  const part = kind === 'money' ? 'amount' : undefined
  const column =
    order.field.id === 'id'
      ? inside.env.identity(inside.alias, order.entity)
      : inside.env.column(inside.alias, order.entity, order.field, part)
  const key = ['text', 'currency', 'choice'].includes(kind) ? sql`(${column} collate "C")` : column
  return sql`${key} ${sql.raw(order.descending ? 'desc' : 'asc')} nulls last, `
}

export const collectionsSql: { readonly [operator: string]: OperatorSql } = {
  some: quantified(true, false),
  all: quantified(false, true),
  none: quantified(true, true),
  count,
  sum,
  avg,
  min: extreme(true),
  max: extreme(false),
  first,
}
