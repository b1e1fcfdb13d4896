import { sql } from 'kysely'
import type { CallNode } from '../node.ts'
import { type Compiler, type Facet, joined, type OperatorSql } from './compiler.ts'
import type { Sql } from './sql-env.ts'

const connective = (word: 'and' | 'or'): OperatorSql => ({
  condition: (node, c) =>
    sql`(${joined(
      node.args.map((arg) => c.condition(arg)),
      sql` ${sql.raw(word)} `,
    )})`,
})

/** `case` that stays empty when its condition is neither true nor false. */
function choose(node: CallNode, from: number, c: Compiler, facet: Facet): Sql {
  const rest = node.args.length - from
  if (rest === 0) return sql`null`
  if (rest === 1) return c.term(node.args[from], facet).sql
  const condition = c.condition(node.args[from])
  const value = c.term(node.args[from + 1], facet).sql
  return sql`(case ${condition} when true then ${value} when false then ${choose(node, from + 2, c, facet)} end)`
}

/** The first value that is there. The base of money goes with the amount that was chosen. */
function firstThere(node: CallNode, c: Compiler, facet: Facet): Sql {
  if (node.type.kind === 'choices') {
    return sql`coalesce(${joined(
      node.args.map((arg) => sql`nullif(${c.term(arg).sql}, '{}')`),
      sql`, `,
    )})`
  }
  if (node.type.kind !== 'money' || facet === 'amount') {
    return sql`coalesce(${joined(
      node.args.map((arg) => c.term(arg, facet).sql),
      sql`, `,
    )})`
  }
  const cases = node.args.map(
    (arg) => sql`when ${c.term(arg, 'amount').sql} is not null then ${c.term(arg, 'base').sql}`,
  )
  return sql`(case ${joined(cases, sql` `)} end)`
}

export const logicSql: { readonly [operator: string]: OperatorSql } = {
  and: connective('and'),
  or: connective('or'),
  '!': { condition: (node, c) => sql`(not ${c.condition(node.args[0])})` },
  if: { value: (node, c, facet) => choose(node, 0, c, facet) },
  coalesce: { value: firstThere },
}
