import { sql } from 'kysely'
import { isContextual } from '../dependencies.ts'
import { evaluateNode } from '../evaluate/evaluate-node.ts'
import type { Run } from '../evaluate/run.ts'
import { startRun } from '../evaluate/start.ts'
import type { Node, Rule } from '../node.ts'
import type { Env, Mode } from '../types.ts'
import { businessSql } from './business-sql.ts'
import { collectionsSql } from './collections-sql.ts'
import { comparisonSql } from './comparison-sql.ts'
import {
  type BoundChange,
  type Compiler,
  type Facet,
  NULL_BOOLEAN,
  type OperatorSql,
  param,
  sqlType,
  type Term,
} from './compiler.ts'
import { logicSql } from './logic-sql.ts'
import { numberSql } from './number-sql.ts'
import { contextRow, pathSql } from './paths-sql.ts'
import { RuleNotInSqlError, type Sql, type SqlEnv } from './sql-env.ts'
import { textSql } from './text-sql.ts'
import { timeSql } from './time-sql.ts'
import { boundValue } from './values-sql.ts'

const people: { readonly [operator: string]: OperatorSql } = {
  canRead: {
    condition: (node, c) => {
      if (c.env.canRead === undefined) throw new RuleNotInSqlError('canRead is not known here')
      return c.env.canRead(c.alias, node.options.entity ?? '')
    },
  },
  approvalState: {
    value: (node, c) => {
      if (c.env.approvalState === undefined) throw new RuleNotInSqlError('approvalState is not known here')
      return c.env.approvalState(c.alias, node.options.entity ?? '', node.options.key ?? '')
    },
  },
}

const byName = new Map(
  Object.entries({
    ...comparisonSql,
    ...logicSql,
    ...numberSql,
    ...collectionsSql,
    ...textSql,
    ...timeSql,
    ...businessSql,
    ...people,
  }),
)

/**
 * A checked rule as an SQL expression over the row `env.alias`, with nothing but bound parameters and the fragments that `env` gives.
 * Conditions: in plain mode TRUE or FALSE, never NULL, and sargable at the top; in strict mode three-valued (ask `is true`, or
 * `is not false`). Values: NULL when empty; money gives its amount, or with `facet: 'base'` the amount in the workspace's currency.
 * Throws `RuleNotInSqlError` for rules of tier `record`.
 */
export function ruleToSql(rule: Rule, env: SqlEnv, mode: Mode = rule.mode, facet: Facet = 'amount'): Sql {
  const c = compilerFor(rule, env, mode)
  return rule.root.type.kind === 'boolean' ? c.condition(rule.root) : c.term(rule.root, facet).sql
}

/** The value of a boolean rule with its empties, where `ruleToSql` gives a condition. */
export function booleanToSql(rule: Rule, env: SqlEnv, mode: Mode = rule.mode): Sql {
  return compilerFor(rule, env, mode).term(rule.root).sql
}

function compilerFor(rule: Rule, env: SqlEnv, mode: Mode): Compiler {
  let aliases = 0
  const run = startRun(env.env, mode)
  const record = { alias: env.alias, entity: rule.scope.entity }
  const make = (alias: string, entity: string | undefined): Compiler => {
    const c: Compiler = {
      env,
      mode,
      scope: rule.scope,
      alias,
      entity,
      record,
      fresh: () => {
        if (env.fresh !== undefined) return env.fresh()
        aliases += 1
        return `r${aliases}`
      },
      inside: make,
      isContext: (node) => node === undefined || (isContextual(node, rule.scope, false) && !leadsOn(node, env)),
      value: (node, change) => change(evaluateNode(node, run), run.clock),
      bound: (node, change, type) => bindValue(node, change, type, env, run),
      term: (node, facet = 'amount') => termOf(node, facet, c),
      condition: (node) => conditionOf(node, c),
    }
    return c
  }
  return make(env.alias, rule.scope.entity)
}

/** Whether a node follows a context name to records of the database. */
function leadsOn(node: Node, env: SqlEnv): boolean {
  if (node.op === 'var') return contextRow(node, env) !== undefined
  return node.op === 'call' && node.args.some((arg) => leadsOn(arg, env))
}

/** A value of the context: bound at once, or as a placeholder where the caller keeps the text. */
function bindValue(node: Node, change: BoundChange, type: string, env: SqlEnv, run: Run): Sql {
  if (env.bind === undefined) return param(change(evaluateNode(node, run), run.clock), type)
  const read = (now: Env): unknown => {
    const fresh = startRun(now, run.mode)
    return change(evaluateNode(node, fresh), fresh.clock)
  }
  return sql`cast(${env.bind(read)} as ${sql.raw(type)})`
}

function termOf(node: Node | undefined, facet: Facet, c: Compiler): Term {
  if (node === undefined) return literalTerm(null, 'text')
  const type = sqlType(node.type, c.env.idType ?? 'uuid')
  if (node.op === 'literal') return literalTerm(boundValue(node.value, node.type, facet), type)
  if (c.isContext(node)) return contextTerm(node, facet, type, c)
  if (node.op === 'var') {
    const simple = node.steps.length <= 1
    return { sql: pathSql(node, c, facet), nullable: !isRequired(node), simple, isNull: false }
  }
  if (node.op === 'list') throw new TypeError('A list is no value')
  const operator = byName.get(node.name)
  if (operator === undefined) throw new RuleNotInSqlError(`"${node.name}" runs on a loaded record`)
  if (operator.value !== undefined) {
    return { sql: operator.value(node, c, facet), nullable: true, simple: false, isNull: false }
  }
  return { sql: conditionOf(node, c), nullable: c.mode === 'strict', simple: false, isNull: false }
}

const literalTerm = (value: unknown, type: string): Term => ({
  sql: param(value, type),
  nullable: value === null,
  simple: true,
  isNull: value === null,
})

function contextTerm(node: Node, facet: Facet, type: string, c: Compiler): Term {
  const change: BoundChange = (value) => boundValue(value, node.type, facet)
  if (c.env.bind !== undefined)
    return { sql: c.bound(node, change, type), nullable: !isRequired(node), simple: true, isNull: false }
  return literalTerm(c.value(node, change), type)
}

/** Whether a path cannot be empty: a required field of the record itself, or a context name that always is. */
function isRequired(node: Node): boolean {
  if (node.op !== 'var') return false
  const [step, ...rest] = node.steps
  if (rest.length > 0 || node.part !== undefined) return false
  if (node.root.kind === 'name' && !node.root.required) return false
  return step === undefined || step.field.required === true
}

function conditionOf(node: Node | undefined, c: Compiler): Sql {
  if (node === undefined) return NULL_BOOLEAN
  if (node.op === 'call' && !c.isContext(node)) {
    const operator = byName.get(node.name)
    if (operator?.condition !== undefined) return operator.condition(node, c)
    if (operator === undefined) throw new RuleNotInSqlError(`"${node.name}" runs on a loaded record`)
  }
  const term = termOf(node, 'amount', c)
  return c.mode === 'strict' ? term.sql : sql`(${term.sql} is true)`
}
