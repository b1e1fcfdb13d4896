import { type Entity, type Relation, scopeOf } from '@atelier/definitions'
import type { Problem } from '@atelier/fields'
import { checkRule, type Scope, type Shape } from '@atelier/rules'
import { RuleNotInSqlError } from '@atelier/rules/sql'
import { fieldAccess } from '../access/fields.ts'
import { isUnlimited, mayEver } from '../access/grants.ts'
import type { Build, Sql } from './build.ts'
import { checkedRuleSql } from './rule.ts'

/** A reader's rule over records of an entity as SQL, or everything that is wrong with it. It runs with the reader's rights. */
export function filterSql(
  build: Build,
  entity: Entity,
  filter: unknown,
  alias: string,
  place: 'filter' | 'report' = 'filter',
):
  | { readonly condition: Sql; readonly problems?: undefined }
  | { readonly condition?: undefined; readonly problems: readonly Problem[] } {
  const scope = readerScope(build, scopeOf(build.model, entity.key, place))
  const checked = checkRule(filter, { scope, mode: 'plain', expects: { kind: 'boolean' }, path: '/filter' })
  if (!checked.rule) return { problems: checked.problems }
  try {
    return { condition: checkedRuleSql(build, checked.rule, alias) }
  } catch (error) {
    if (error instanceof RuleNotInSqlError) return { problems: [notInSql] }
    throw error
  }
}

const notInSql: Problem = {
  code: 'not_allowed_here',
  path: '/filter',
  message: {
    en: 'This rule can only be asked of one record, not of a list',
    'zh-CN': '该规则只能用于单条记录，不能用于列表',
  },
}

/** A scope in which fields that the reader may not read in full do not exist: nothing tells them from fields that never were. */
export function readerScope(build: Pick<Build, 'reader' | 'model'>, scope: Scope): Scope {
  if (isUnlimited(build.reader)) return scope
  const shapes = new Map<string, Shape | undefined>()
  return {
    ...scope,
    shape: (key) => {
      if (!shapes.has(key)) shapes.set(key, readerShape(build, key))
      return shapes.get(key)
    },
  }
}

/** The rule language's view of an entity as far as the reader may read it; undefined when there is none. */
export function readerShape({ reader, model }: Pick<Build, 'reader' | 'model'>, key: string): Shape | undefined {
  const shape = model.shape(key)
  const entity = model.entities.get(key)
  if (!shape || !entity) return undefined
  const rights = fieldAccess(reader, model, key)
  const readable = (name: string): boolean => {
    if (!entity.fields.has(name)) return relationVisible({ reader, model }, entity.relations.get(name))
    const access = rights.get(name)?.access
    return access === 'read' || access === 'write'
  }
  return {
    ...shape,
    field: (name) => (readable(name) ? shape.field(name) : undefined),
    keys: () => (shape.keys?.() ?? []).filter(readable),
  }
}

/** A way to other records exists for whoever may see any of them, and the field that leads back from there. */
function relationVisible({ reader, model }: Pick<Build, 'reader' | 'model'>, relation: Relation | undefined): boolean {
  if (!relation) return true
  const { through } = relation
  if (!relation.to.some((target) => mayEver(reader, model, target, 'read'))) return false
  if (through.kind !== 'reverse' && through.kind !== 'reverseLinks') return true
  const access = fieldAccess(reader, model, through.field.entity).get(through.field.key)?.access
  return access === 'read' || access === 'write'
}
