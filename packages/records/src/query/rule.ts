import { type Entity, type Field, modeOf, type Place, scopeOf, workspaceEnv } from '@atelier/definitions'
import { type ColumnSql, fieldSql } from '@atelier/fields/sql'
import { checkRule, currencyPath, type Rule, type RuleType } from '@atelier/rules'
import { booleanToSql, ruleToSql, type SqlEnv, type SqlRelation } from '@atelier/rules/sql'
import { sql } from 'kysely'
import { later, slot } from '../sql/slots.ts'
import { allOf, type Build, column, columnsOf, entityOf, type Sql, sourceOf } from './build.ts'
import { type Crossing, cross, crossed, seen } from './relations.ts'

/** A definition's rule over records of an entity, as a condition or a value. The place decides its mode. */
export function ruleSql(
  build: Build,
  json: unknown,
  entity: Entity,
  alias: string,
  options: { readonly place: Place; readonly canRead?: Build['readable'] },
): Sql {
  const mode = modeOf(options.place)
  const scope = scopeOf(build.model, entity.key, options.place)
  const { rule } = checkRule(json, { scope, mode, expects: { kind: 'boolean' } })
  // Definitions are checked before they serve; one that slipped through lets nobody in.
  return rule ? checkedRuleSql(build, rule, alias, options.canRead) : sql`false`
}

/** A checked rule over the row `alias`: a condition in its own mode, or a value. */
export function checkedRuleSql(build: Build, rule: Rule, alias: string, canRead?: Build['readable']): Sql {
  return ruleToSql(rule, ruleEnv(build, alias, canRead))
}

/**
 * What connects the rule language with tables. Columns and relations are those of `build`: compiled for a reader, a field that the reader
 * may not read in a row is empty there, and records that the reader does not see do not exist.
 */
export function ruleEnv(build: Build, alias: string, canRead: Build['readable'] | undefined = undefined): SqlEnv {
  return {
    alias,
    column: (near, key, shape, part) => fieldValue(build, near, key, shape.key, part),
    relation: (near, key, shape, target) => {
      const relation = entityOf(build.model, key).relations.get(shape.key)
      const name = target ?? relation?.to[0]
      if (!relation || name === undefined) throw new Error(`${key}.${shape.key} leads nowhere`)
      const entity = entityOf(build.model, name)
      const crossings = new Map<string, Crossing>()
      const crossing = (far: string): Crossing => {
        const made = crossings.get(far) ?? cross(build, near, relation, entity, far)
        crossings.set(far, made)
        return made
      }
      const field = entityOf(build.model, key).fields.get(shape.key)
      const shown = field && build.whole(entityOf(build.model, key), field, near)
      return {
        entity: name,
        from: (far) => crossing(far).from,
        where: (far) => {
          const { on, seen } = crossing(far)
          return sql`${on}${seen ? sql` and (${seen})` : sql``}${shown ? sql` and (${shown})` : sql``}`
        },
      }
    },
    identity: (near) => column(near, 'id'),
    approvalState: (near, key, approval) => build.approvalState(entityOf(build.model, key), approval, near),
    contextRow: (name, key) => (name === '$user' ? rowOfUser(build, key) : undefined),
    env: workspaceEnv(build.model),
    // The text is the same for everybody who holds the same roles: what is read of them and of the clock is bound later.
    bind: (read) => sql`${later(read)}`,
    fresh: build.alias,
    ...(canRead ? { canRead: (near, key) => canRead(entityOf(build.model, key), near) ?? sql`true` } : {}),
  }
}

/** The record of whoever asks, or that of the own team, as far as `build` shows it. */
function rowOfUser(build: Build, key: string | undefined): SqlRelation | undefined {
  const name = key === undefined ? 'user' : key === 'team' ? 'team' : undefined
  if (name === undefined) return undefined
  const entity = entityOf(build.model, name)
  return {
    entity: name,
    from: (far) => sql`${sourceOf(build, entity)} as ${sql.id(far)}`,
    where: (far) => allOf([sql`${column(far, 'id')} = ${slot(name)}::uuid`, seen(build, entity, far)]),
  }
}

/** A field, or a part of it, as rules compare it; empty in rows whose value the reader may not read. */
function fieldValue(build: Build, alias: string, entityKey: string, key: string, part: string | undefined): Sql {
  const entity = entityOf(build.model, entityKey)
  const field = entity.fields.get(key)
  if (!field) throw new Error(`${entityKey} has no field ${key}`)
  const columns = columnsOf(build, entity, field, alias)
  const half = fieldSql(field.type.key)
  const shown = [build.whole(entity, field, alias), targetSeen(build, entity, field, alias)]
  const whole = shown.some((condition) => condition !== undefined) ? allOf(shown) : undefined
  const value = half ? half.rule(columns, part, field.settings) : columns('')
  return whole ? sql`(case when ${whole} then ${value} end)` : value
}

/** A reference to a record that the reader does not see is as good as empty; undefined where every target is seen. */
function targetSeen(build: Build, entity: Entity, field: Field, alias: string): Sql | undefined {
  const relation = entity.relations.get(field.key)
  if (relation?.through.kind !== 'reference') return undefined
  const target = entityOf(build.model, relation.to[0] ?? '')
  const far = build.alias()
  return build.readable(target, far) && sql`exists (select ${crossed(cross(build, alias, relation, target, far))})`
}

/** The value of a formula or rollup in a row, by part, as the system. */
export function valueSql(build: Build, entity: Entity, field: Field, json: unknown, alias: string): ColumnSql {
  const expects = field.type.ruleType(field.settings)
  const scope = scopeOf(build.model, entity.key, 'formula')
  const env = ruleEnv(build, alias)
  const rule =
    checkRule(json, { scope, mode: 'plain', expects }).rule ??
    checkRule(json, { scope, mode: 'plain', expects: 'any' }).rule
  if (!rule) {
    // Amounts of several currencies add up in the workspace's, if the field says so.
    const base = inWorkspaceCurrency(expects)
      ? checkRule(ofBase(json, build.model.workspace.currency), { scope, mode: 'plain', expects: 'any' }).rule
      : undefined
    if (!base) return () => sql`null`
    const amount = ruleToSql(base, env)
    return (part) =>
      part === 'currency'
        ? sql`case when ${amount} is not null then ${currencySql(build, entity, expects, alias, true)} end`
        : amount
  }
  const { type } = rule.root
  if (type.kind === 'boolean') return () => booleanToSql(rule, env)
  if (type.kind !== 'money') return () => ruleToSql(rule, env)
  return (part) => {
    if (part === 'base') return ruleToSql(rule, env, rule.mode, 'base')
    const foreign = inWorkspaceCurrency(expects) && !inWorkspaceCurrency(type)
    const amount = ruleToSql(rule, env, rule.mode, foreign ? 'base' : 'amount')
    return part === 'currency'
      ? sql`case when ${amount} is not null then ${currencySql(build, entity, type, alias, foreign)} end`
      : amount
  }
}

/** An aggregate of amounts as one of their worth in the workspace's currency. */
function ofBase(json: unknown, currency: string): unknown {
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([aggregate, parts]) => {
      if (!Array.isArray(parts)) return [aggregate, parts]
      const [over, element, ...rest] = parts
      return [aggregate, [over, { convert: [element, currency] }, ...rest]]
    }),
  )
}

const inWorkspaceCurrency = (type: RuleType): boolean => type.kind === 'money' && type.currency === 'workspace'

/** The currency of a computed amount: the workspace's, or that of the field which its amounts share. */
function currencySql(build: Build, entity: Entity, type: RuleType, alias: string, foreign: boolean): Sql {
  const own = sql`${sql.lit(build.model.workspace.currency)}::text`
  if (foreign || type.kind !== 'money' || type.currency === undefined) return own
  if (type.currency.startsWith('code:')) return sql`${sql.lit(type.currency.slice('code:'.length))}::text`
  const path = currencyPath(type)
  if (path === undefined) return own
  const scope = scopeOf(build.model, entity.key, 'formula')
  const { rule } = checkRule({ var: path }, { scope, mode: 'plain', expects: 'any' })
  return rule ? ruleToSql(rule, ruleEnv(build, alias)) : own
}
