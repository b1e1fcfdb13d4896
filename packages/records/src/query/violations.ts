import { sql } from 'kysely'
import type { Compiled, QueryContext } from '../context.ts'
import { entityOf } from './build.ts'
import { compileList, type ListQuery } from './list.ts'
import { ruleSql } from './rule.ts'
import { startBuild } from './start.ts'

/**
 * The records that break an invariant, as far as the reader may see them, a page at a time; undefined when the entity has no such invariant. Whether one
 * does is judged as the system, over the database as it is. json: as `compileList`. Throws `RuleNotInSqlError` where only a loaded record can tell.
 */
export function compileViolations(ctx: QueryContext, invariant: string, query: ListQuery): Compiled | undefined {
  const entity = entityOf(ctx.model, query.entity)
  const stated = entity.invariants.find(({ id }) => id === invariant)
  if (stated === undefined) return undefined
  return compileList(ctx, {
    ...query,
    restrict: {
      key: ['violations', invariant],
      make: (_build, alias) => {
        const { system } = startBuild(ctx, 'v')
        const broken = sql`(${ruleSql(system, stated.always, entity, alias, { place: 'invariant' })}) is not true`
        if (stated.filter === undefined) return broken
        return sql`(${ruleSql(system, stated.filter, entity, alias, { place: 'rule' })}) and ${broken}`
      },
    },
  })
}
