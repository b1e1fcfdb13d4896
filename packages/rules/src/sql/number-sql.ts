import { sql } from 'kysely'
import type { CallNode } from '../node.ts'
import { type Compiler, type Facet, joined, type OperatorSql, param } from './compiler.ts'
import { RuleNotInSqlError, type Sql } from './sql-env.ts'

/** An operand as numeric, whatever kind of number its column is. */
export const numeric = (node: CallNode, index: number, c: Compiler, facet: Facet): Sql =>
  sql`cast(${c.term(node.args[index], facet).sql} as numeric)`

const facetOf = (node: CallNode, facet: Facet): Facet => (node.options.by === 'base' ? 'base' : facet)

const folded = (operator: '+' | '-' | '*'): OperatorSql => ({
  value: (node, c, facet) => {
    const side = facetOf(node, facet)
    const operands = node.args.map((_, index) => numeric(node, index, c, side))
    if (operator === '-' && operands.length === 1) return sql`(- ${joined(operands, sql``)})`
    return sql`(${joined(operands, sql` ${sql.raw(operator)} `)})`
  },
})

/** `v.a / v.b` out of a FROM item, with `scale` digits, half away from zero; exact, as `div` of numerics truncates exactly. */
export function quotient(from: Sql, scale: number): Sql {
  const up = param(`1${'0'.repeat(scale)}`, 'numeric')
  const down = param(scale === 0 ? '1' : `0.${'0'.repeat(scale - 1)}1`, 'numeric')
  return sql`(select case when v.b = 0 then null else sign(v.a) * sign(v.b) * div(2 * abs(v.a) * ${up} + abs(v.b), 2 * abs(v.b)) * ${down} end from ${from} as v)`
}

const division: OperatorSql = {
  value: (node, c, facet) => {
    const ratio = node.args[1]?.type.kind !== 'number'
    const side = ratio ? (node.options.by ?? 'amount') : facet
    const from = sql`(select ${numeric(node, 0, c, side)} as a, ${numeric(node, 1, c, side)} as b offset 0)`
    return quotient(from, node.options.scale ?? 12)
  },
}

const call = (name: 'abs' | 'floor' | 'ceil'): OperatorSql => ({
  value: (node, c, facet) => sql`${sql.raw(name)}(${numeric(node, 0, c, facet)})`,
})

export const numberSql: { readonly [operator: string]: OperatorSql } = {
  '+': folded('+'),
  '-': folded('-'),
  '*': folded('*'),
  '/': division,
  div: division,
  mod: { value: (node, c, facet) => sql`mod(${numeric(node, 0, c, facet)}, nullif(${numeric(node, 1, c, facet)}, 0))` },
  abs: call('abs'),
  floor: call('floor'),
  ceil: call('ceil'),
  round: {
    value: (node, c, facet) => sql`round(${numeric(node, 0, c, facet)}, ${param(node.options.scale ?? 0, 'integer')})`,
  },
  money: {
    value: (node, c, facet) => {
      if (facet === 'base' && !(node.type.kind === 'money' && node.type.currency === 'workspace')) {
        throw new RuleNotInSqlError('The rate of a computed amount is not known in SQL')
      }
      return numeric(node, 0, c, 'amount')
    },
  },
  convert: {
    value: (node, c) => {
      if (node.options.by !== 'base')
        throw new RuleNotInSqlError('Conversion at a rate of a day runs on a loaded record')
      return numeric(node, 0, c, 'base')
    },
  },
}
