import { sql } from 'kysely'
import type { CallNode, Node, VarNode } from '../node.ts'
import { literalNames } from '../operators/lists.ts'
import type { RuleType } from '../types.ts'
import { namesIn } from '../values.ts'
import {
  type Compiler,
  FALSE,
  joined,
  NULL_BOOLEAN,
  type OperatorSql,
  param,
  sqlType,
  type Term,
  TRUE,
} from './compiler.ts'
import { elements } from './paths-sql.ts'
import type { Sql } from './sql-env.ts'
import { boundValue } from './values-sql.ts'

/** The same letters in small, as ICU `und` has them, whatever the database's locale; compared byte by byte afterwards. */
export const lowered = (text: Sql): Sql => sql`(lower(${text} collate "und-x-icu") collate "C")`
export const uppered = (text: Sql): Sql => sql`(upper(${text} collate "und-x-icu") collate "C")`

/**
 * A comparison that is null when an operand is. Plain mode makes that false: beside the comparison where the operands are columns and
 * parameters, so that an index can still answer it.
 */
export function decided(test: Sql, terms: readonly Term[], c: Compiler): Sql {
  if (c.mode === 'strict') return sql`(${test})`
  const open = terms.filter((term) => term.nullable)
  if (open.length === 0) return sql`(${test})`
  if (!open.every((term) => term.simple)) return sql`coalesce(${test}, false)`
  return sql`(${test} and ${joined(
    open.map((term) => sql`${term.sql} is not null`),
    sql` and `,
  )})`
}

/** What a comparison with an operand that is always empty comes to. */
export const never = (c: Compiler): Sql => (c.mode === 'strict' ? NULL_BOOLEAN : FALSE)

const operandTerm = (node: CallNode, index: number, c: Compiler): Term => {
  const term = c.term(node.args[index], node.options.by ?? 'amount')
  return node.options.ci === true ? { ...term, sql: lowered(term.sql), simple: false } : term
}

const typeOf = (node: CallNode): RuleType =>
  (node.args.find((arg) => arg.op !== 'literal') ?? node.args[0])?.type ?? { kind: 'boolean' }
const isText = (node: CallNode): boolean => ['text', 'currency'].includes(typeOf(node).kind)
const ordered = (term: Term, node: CallNode): Sql => (isText(node) ? sql`(${term.sql} collate "C")` : term.sql)

function order(operator: string): OperatorSql {
  return {
    condition: (node, c) => {
      const [a, b] = [operandTerm(node, 0, c), operandTerm(node, 1, c)]
      if (a.isNull || b.isNull) return never(c)
      return decided(sql`${ordered(a, node)} ${sql.raw(operator)} ${b.sql}`, [a, b], c)
    },
  }
}

const equal: OperatorSql = {
  condition: (node, c) => {
    const [a, b] = [operandTerm(node, 0, c), operandTerm(node, 1, c)]
    if (a.isNull || b.isNull) return bothNull(a, b)
    if (a.nullable && b.nullable) return sql`(${a.sql} is not distinct from ${b.sql})`
    return decided(sql`${a.sql} = ${b.sql}`, [a, b], { ...c, mode: 'plain' })
  },
}

const bothNull = (a: Term, b: Term): Sql => (a.isNull && b.isNull ? TRUE : sql`(${(a.isNull ? b : a).sql} is null)`)

const different: OperatorSql = {
  condition: (node, c) => {
    const [a, b] = [operandTerm(node, 0, c), operandTerm(node, 1, c)]
    if (a.isNull || b.isNull) return sql`(not ${bothNull(a, b)})`
    if (!a.nullable && !b.nullable) return sql`(${a.sql} <> ${b.sql})`
    return sql`(${a.sql} is distinct from ${b.sql})`
  },
}

const between: OperatorSql = {
  condition: (node, c) => {
    const [value, low, high] = [operandTerm(node, 0, c), operandTerm(node, 1, c), operandTerm(node, 2, c)]
    if (value.isNull || low.isNull || high.isNull) return never(c)
    const test = sql`${ordered(value, node)} between ${low.sql} and ${high.sql}`
    if (c.mode === 'plain') return decided(test, [value, low, high], c)
    // One empty bound is not settled by the other.
    const bounds = [low, high].filter((term) => term.nullable)
    if (bounds.length === 0) return sql`(${test})`
    return sql`(case when ${joined(
      bounds.map((term) => sql`${term.sql} is null`),
      sql` or `,
    )} then null else ${test} end)`
  },
}

const inList: OperatorSql = {
  condition: (node, c) => {
    const list = node.args[1]
    const value = operandTerm(node, 0, c)
    if (list?.op !== 'list') return inMany(node, list, value, c)
    if (list.values.length === 0 || value.isNull) return never(c)
    const type = sqlType(list.type, c.env.idType ?? 'uuid')
    const ci = node.options.ci === true
    const bound = list.values
      .map((each) => boundValue(each, list.type, 'amount'))
      .map((each) => (ci ? String(each).toLowerCase() : each))
    const [only] = bound
    const test =
      bound.length === 1
        ? sql`${value.sql} = ${param(only, type)}`
        : sql`${value.sql} = any(${param(bound, `${type}[]`)})`
    return decided(test, [value], c)
  },
}

function inMany(node: CallNode, many: Node | undefined, value: Term, c: Compiler): Sql {
  if (many?.op !== 'var' || value.isNull) return never(c)
  const idType = c.env.idType ?? 'uuid'
  if (c.isContext(many)) {
    const array = c.bound(many, (set) => [...namesIn(set)], many.type.kind === 'choices' ? 'text[]' : `${idType}[]`)
    if (c.mode === 'plain') return decided(sql`${value.sql} = any(${array})`, [value], c)
    return sql`(case when cardinality(${array}) = 0 then null else ${value.sql} = any(${array}) end)`
  }
  if (many.type.kind === 'choices') {
    const set = c.term(many)
    if (c.mode === 'strict') {
      return sql`(case when coalesce(cardinality(${set.sql}), 0) = 0 then null else ${value.sql} = any(${set.sql}) end)`
    }
    return c.isContext(node.args[0])
      ? sql`(${set.sql} @> array[${value.sql}] and ${set.sql} is not null and ${value.sql} is not null)`
      : sql`coalesce(${value.sql} = any(${set.sql}), false)`
  }
  const test = linked(many, c, (id) => sql`${id} = ${value.sql}`)
  if (c.mode === 'plain') return test
  return sql`(case when ${value.sql} is null or not ${linked(many, c, () => TRUE)} then null else ${test} end)`
}

/** Whether an element with such an id is in a list of records. */
export function linked(many: VarNode, c: Compiler, test: (id: Sql) => Sql): Sql {
  const found = elements(many, c)
  return sql`exists (select 1 from ${found.from} where ${found.where} and ${test(c.env.identity(found.alias, found.entity))})`
}

const isEmpty = (node: CallNode, c: Compiler): Sql => {
  const [operand] = node.args
  if (operand?.op === 'var' && !c.isContext(operand)) {
    if (operand.type.kind === 'collection' || operand.type.kind === 'references')
      return sql`(not ${linked(operand, c, () => TRUE)})`
    if (operand.type.kind === 'choices') return sql`(coalesce(cardinality(${c.term(operand).sql}), 0) = 0)`
  }
  const term = c.term(operand)
  if (term.isNull) return TRUE
  return sql`(${term.sql} is null)`
}

/** Sets always decide. */
const membership = (operator: '&&' | '@>', positive: boolean): OperatorSql => ({
  condition: (node, c) => {
    const [many, list] = node.args
    if (many?.op !== 'var' || list?.op !== 'list') return FALSE
    const names = literalNames(list)
    const test = many.type.kind === 'choices' ? setTest(many, names, operator, c) : linkTest(many, names, operator, c)
    return positive ? test : sql`(not ${test})`
  },
})

function setTest(many: VarNode, keys: readonly string[], operator: '&&' | '@>', c: Compiler): Sql {
  const set = c.term(many)
  return sql`(${set.sql} ${sql.raw(operator)} ${param([...keys], 'text[]')} and ${set.sql} is not null)`
}

function linkTest(many: VarNode, ids: readonly string[], operator: '&&' | '@>', c: Compiler): Sql {
  const array = param([...new Set(ids)], `${c.env.idType ?? 'uuid'}[]`)
  if (operator === '&&') return linked(many, c, (id) => sql`${id} = any(${array})`)
  const found = elements(many, c)
  const id = c.env.identity(found.alias, found.entity)
  return sql`((select count(distinct ${id}) from ${found.from} where ${found.where} and ${id} = any(${array})) = ${param(new Set(ids).size, 'bigint')})`
}

export const comparisonSql: { readonly [operator: string]: OperatorSql } = {
  '==': equal,
  '!=': different,
  '<': order('<'),
  '<=': order('<='),
  '>': order('>'),
  '>=': order('>='),
  between,
  in: inList,
  empty: { condition: isEmpty },
  notEmpty: { condition: (node, c) => sql`(not ${isEmpty(node, c)})` },
  hasAny: membership('&&', true),
  hasAll: membership('@>', true),
  hasNone: membership('&&', false),
}
