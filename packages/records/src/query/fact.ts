import { type Entity, scopeOf } from '@atelier/definitions'
import type { Problem } from '@atelier/fields'
import { checkRule, type RuleType } from '@atelier/rules'
import { booleanToSql, RuleNotInSqlError, ruleToSql } from '@atelier/rules/sql'
import { type RawBuilder, sql } from 'kysely'
import { mayEver } from '../access/grants.ts'
import type { Compiled, QueryContext } from '../context.ts'
import { alive, allOf, type Build, column, entityOf, type Sql, sourceOf } from './build.ts'
import { compileShape } from './cache.ts'
import { readerScope } from './filter.ts'
import { seen } from './relations.ts'
import { ruleEnv } from './rule.ts'
import { startBuild } from './start.ts'
import { labelSql } from './values.ts'

/** A value of a fact's rows: the SQL, and the type that the rule language gives it. Money is an amount in workspace currency. */
export type FactValue = { readonly sql: RawBuilder<unknown>; readonly type: RuleType; readonly problems?: undefined }
type Refused = { readonly problems: readonly Problem[] }

/**
 * An entity as the source of a report: the rows the reader may see, and rules over them with the reader's rights. Relations are
 * crossed inside each value, so that no join ever multiplies rows.
 */
export type Fact = {
  readonly entity: Entity
  readonly alias: string
  /** The currency that amounts are in. */
  readonly currency: string
  /** Orders rows from the first to the last. */
  readonly order: readonly [RawBuilder<unknown>, RawBuilder<unknown>]
  /** What stands after `from`. */
  readonly source: RawBuilder<unknown>
  /** Rows that are there and visible. */
  readonly where: RawBuilder<unknown>
  /** A rule as a value. A reference is its id, empty where the reader may not see the record. */
  readonly value: (rule: unknown, path: string) => FactValue | Refused
  /** A rule as a condition, never null. */
  readonly condition: (
    rule: unknown,
    path: string,
  ) => { readonly sql: RawBuilder<unknown>; readonly problems?: undefined } | Refused
  /** `{"id", "label"}` of a record by its id, as json; null for none. */
  readonly labelled: (entity: string, id: RawBuilder<unknown>) => RawBuilder<unknown>
}

/** Opens an entity (drawn, lines or a collection) as a fact; undefined when there is none that the reader may read at all. */
function openFact(ctx: QueryContext, build: Build, key: string): Fact | undefined {
  const entity = ctx.model.entities.get(key)
  if (!entity) return undefined
  const holder = entity.origin.kind === 'lines' || entity.origin.kind === 'collection' ? rootOf(ctx, entity) : entity
  if (!mayEver(ctx.reader, ctx.model, holder.key, 'read')) return undefined
  const alias = build.alias()
  const scope = readerScope(build, scopeOf(ctx.model, key, 'report'))
  const check = (rule: unknown, expects: RuleType | 'any', path: string) =>
    checkRule(rule, { scope, mode: 'plain', expects, path })
  const env = ruleEnv(build, alias)
  return {
    entity,
    alias,
    currency: ctx.model.workspace.currency,
    // What the engine keeps stands in the order in which it came.
    order: [column(alias, entity.origin.kind === 'collection' ? 'position' : 'created_at'), column(alias, 'id')],
    source: sql`${sourceOf(build, entity)} as ${sql.id(alias)}`,
    where: allOf([alive(entity, alias), build.readable(entity, alias)]),
    value: (json, path) => {
      const { rule, problems } = check(json, 'any', path)
      if (!rule) return { problems }
      return inSql(path, () => {
        const { type } = rule.root
        if (type.kind === 'boolean') return { sql: booleanToSql(rule, env), type }
        if (type.kind === 'money')
          return { sql: ruleToSql(rule, env, rule.mode, type.currency === 'workspace' ? 'amount' : 'base'), type }
        const value = ruleToSql(rule, env)
        return { sql: type.kind === 'reference' ? visible(build, type.entity, value) : value, type }
      })
    },
    condition: (json, path) => {
      const { rule, problems } = check(json, { kind: 'boolean' }, path)
      return rule ? inSql(path, () => ({ sql: booleanToSql(rule, env) })) : { problems }
    },
    labelled: (target, id) => {
      const far = build.alias()
      const named = entityOf(ctx.model, target)
      const row = sql`${sourceOf(build, named)} as ${sql.id(far)}`
      return sql`(select json_build_object('id', ${column(far, 'id')}, 'label', ${labelSql(build, named, far)}) from ${row} where ${column(far, 'id')} = ${id})`
    },
  }
}

function rootOf(ctx: QueryContext, entity: Entity): Entity {
  const { origin } = entity
  return origin.kind === 'lines' || origin.kind === 'collection'
    ? rootOf(ctx, entityOf(ctx.model, origin.parent))
    : entity
}

/** The id, where its record exists for the reader. People and teams are named to everybody. */
function visible(build: Build, target: string, id: Sql): Sql {
  const entity = entityOf(build.model, target)
  const far = build.alias()
  const condition = seen(build, entity, far)
  if (condition === undefined || (entity.origin.kind === 'system' && build.readable(entity, far) === undefined))
    return id
  return sql`(select ${column(far, 'id')} from ${sourceOf(build, entity)} as ${sql.id(far)} where ${column(far, 'id')} = ${id} and ${condition})`
}

function inSql<T>(path: string, make: () => T): T | Refused {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof RuleNotInSqlError)) throw error
    return {
      problems: [
        {
          code: 'not_allowed_here',
          path,
          message: {
            en: 'This rule can only be asked of one record, not of many',
            'zh-CN': '该规则只能用于单条记录，不能用于汇总',
          },
        },
      ],
    }
  }
}

/**
 * Compiles a statement over facts. `make` builds the SQL of one row with one text column `json`, or says what is wrong; `key` names its shape
 * (it is made once per revision and set of roles).
 */
export function compileFacts(
  ctx: QueryContext,
  key: readonly unknown[],
  make: (open: (entity: string) => Fact | undefined) => RawBuilder<unknown> | readonly Problem[],
): Compiled {
  return compileShape(ctx, ['facts', ...key], {}, () => {
    const { reader } = startBuild(ctx)
    return make((entity) => openFact(ctx, reader, entity))
  })
}
