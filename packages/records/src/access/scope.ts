import type { Action, Entity, Field, Scope } from '@atelier/definitions'
import { sql } from 'kysely'
import { alive, allOf, anyOf, type Build, column, columnsOf, entityOf, type Sql } from '../query/build.ts'
import { cross, crossed, header } from '../query/relations.ts'
import { ruleSql } from '../query/rule.ts'
import { slot } from '../sql/slots.ts'
import { accessByGrant } from './fields.ts'
import { decidingEntity, type Grant, grantsFor, isUnlimited } from './grants.ts'

const deepest = 8

/**
 * Which rows of an entity the reader may do something to; undefined when all. `system` compiles what scopes read: a scope's rule runs as
 * the system, but asks for the reader where it says `canRead` or `via`.
 */
export function permissionSql(
  build: Build,
  system: Build,
  entity: Entity,
  action: Action,
  alias: string,
): Sql | undefined {
  if (isUnlimited(build.reader)) return undefined
  if (build.depth > deepest) return sql`false`
  const far = build.alias()
  const above = header(build, entity, alias, far)
  if (above) {
    const asked = action === 'read' || action === 'export' ? action : 'update'
    const inner = permissionSql(build, system, above.parent, asked, far)
    return sql`exists (select 1 from ${above.from} where ${allOf([above.on, alive(above.parent, far), inner])})`
  }
  return grantsSql(build, system, entity, grantsFor(build.reader, build.model, entity, action), alias)
}

/** The rows that any of these grants covers; undefined when all. */
export function grantsSql(
  build: Build,
  system: Build,
  entity: Entity,
  grants: readonly Grant[],
  alias: string,
): Sql | undefined {
  if (grants.some((grant) => grant.scope === 'all')) return undefined
  const scopes = new Map(grants.map((grant) => [JSON.stringify(grant.scope), grant.scope]))
  const wide = wider.find((word) => grants.some((grant) => grant.scope === word))
  const needed = [...scopes.values()].filter((scope) => scope === wide || !isWord(scope))
  return anyOf(needed.map((scope) => scopeSql(build, system, entity, scope, alias)))
}

// Each of these covers those behind it: the reader counts among the own team, and that among the tree.
const wider: readonly Scope[] = ['teamTree', 'team', 'own']
const isWord = (scope: Grant['scope']): boolean => typeof scope === 'string'

function scopeSql(build: Build, system: Build, entity: Entity, scope: Grant['scope'], alias: string): Sql {
  if (typeof scope === 'string') return wordSql(build, entity, scope, alias)
  if ('rows' in scope) {
    const recipient = entity.fields.get('to')
    if (scope.rows === 'recipient' && recipient)
      return sql`${columnsOf(build, entity, recipient, alias)('')} = ${slot('user')}::uuid`
    return sql`${column(alias, 'id')} = ${slot('user')}::uuid`
  }
  if ('via' in scope) return viaSql(build, entity, scope.via.split('.'), alias)
  return sql`coalesce((${ruleSql(system, scope.rule, entity, alias, { place: 'grant', canRead: build.readable })}), false)`
}

function wordSql(build: Build, entity: Entity, word: Extract<Scope, string>, alias: string): Sql {
  if (word === 'all') return sql`true`
  // A record without an owner field belongs to whoever made it; a user to himself.
  const owner = entity.owner
    ? columnsOf(build, entity, entity.owner, alias)('')
    : column(alias, entity.key === 'user' && entity.origin.kind === 'system' ? 'id' : 'created_by')
  if (word === 'own') return sql`${owner} = ${slot('user')}::uuid`
  return sql`${owner} = any(${slot(word === 'team' ? 'teammates' : 'people')}::uuid[])`
}

/** Whoever may read the record at the end of the path; where there are several, any of them. */
function viaSql(build: Build, entity: Entity, path: readonly string[], alias: string): Sql {
  const [first = '', ...rest] = path
  const [key = '', only] = first.split('@')
  const relation = entity.relations.get(key)
  if (!relation) return sql`false`
  const targets = only ? [only] : relation.to
  const ways = targets.map((name) => {
    const target = entityOf(build.model, name)
    const far = build.alias()
    // On the way the record need not be visible; at the end it must be.
    const crossing = cross({ ...build, readable: () => undefined }, alias, relation, target, far)
    const deeper = { ...build, depth: build.depth + 1 }
    const end = rest.length === 0 ? build.readable(target, far) : viaSql(deeper, target, rest, far)
    return sql`exists (select 1 ${crossed(crossing, end)})`
  })
  return anyOf(ways)
}

/** The rows among those the reader sees in which a field is readable (masked or whole); undefined when all. */
export function shownSql(
  build: Build,
  system: Build,
  entity: Entity,
  field: Field,
  alias: string,
  least: 'masked' | 'read',
): Sql | undefined {
  if (isUnlimited(build.reader)) return undefined
  const deciding = decidingEntity(build.model, entity, 'read').entity
  const grants = grantsFor(build.reader, build.model, deciding, 'read')
  const showing = grants.filter((grant) => {
    const access = accessByGrant(build.reader, build.model, field, grant)
    return access !== 'hidden' && (least === 'masked' || access !== 'masked')
  })
  if (showing.length === grants.length && grants.length > 0) return undefined
  if (showing.length === 0) return sql`false`
  if (deciding === entity) return grantsSql(build, system, entity, showing, alias)
  const far = build.alias()
  const above = header(build, entity, alias, far)
  if (!above || above.parent !== deciding) return sql`false`
  const inner = grantsSql(build, system, above.parent, showing, far)
  return inner && sql`exists (select 1 from ${above.from} where ${allOf([above.on, inner])})`
}
