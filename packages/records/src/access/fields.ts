import type { Entity, Field, FieldAccess, Model } from '@atelier/definitions'
import type { Reader } from '../reader.ts'
import { decidingEntity, type Grant, grantsFor, isUnlimited } from './grants.ts'

/** What a reader may do with a field: `byRow` when only some of the grants that show a row allow it, so that the row decides. */
export type FieldRight = { readonly access: FieldAccess; readonly byRow: boolean }

const rank: Readonly<Record<FieldAccess, number>> = { hidden: 0, masked: 1, read: 2, write: 3 }

const known = new WeakMap<Model, Map<string, ReadonlyMap<string, FieldRight>>>()

/** The reader's right to each field of an entity, by key: the most that any grant gives, and whether every grant gives as much. */
export function fieldAccess(reader: Reader, model: Model, entity: string): ReadonlyMap<string, FieldRight> {
  let ofModel = known.get(model)
  if (!ofModel) {
    ofModel = new Map()
    known.set(model, ofModel)
  }
  const key = `${isUnlimited(reader) ? '*' : [...reader.roles].sort().join()} ${entity}`
  let rights = ofModel.get(key)
  if (!rights) {
    const found = model.entities.get(entity)
    rights = new Map([...(found?.fields.values() ?? [])].map((field) => [field.key, rightOf(reader, model, field)]))
    ofModel.set(key, rights)
  }
  return rights
}

/** The access that one grant gives to a field in the rows that it covers. */
export function accessByGrant(reader: Reader, model: Model, field: Field, grant: Grant): FieldAccess {
  const said = grant.field(field)
  if (said !== undefined) return said
  if (field.definition.sensitive === true) return 'hidden'
  if (field.reads.length > 0 && field.definition.reveal !== true && !readsVisible(reader, model, field, grant, []))
    return 'hidden'
  return grant.actions.includes('update') || grant.actions.includes('create') ? 'write' : 'read'
}

/** May the reader read the field in the rows of this grant, be it masked or whole? */
export const shows = (reader: Reader, model: Model, field: Field, grant: Grant): boolean =>
  accessByGrant(reader, model, field, grant) !== 'hidden'

/** Every grant that says something of an entity's fields. */
function grantsOn(reader: Reader, model: Model, entity: Entity): readonly Grant[] {
  const deciding = decidingEntity(model, entity, 'read').entity
  const all = (['read', 'update', 'create'] as const).flatMap((action) => grantsFor(reader, model, deciding, action))
  return [...new Map(all.map((grant) => [`${grant.role} ${grant.grant}`, grant])).values()]
}

/**
 * Whether a field shows in a row of this owner, for answers about a row that are not read from it. Grants by a rule or a path count only where all of
 * them show the field: whether they cover the row is not looked at.
 */
export function showsInRow(reader: Reader, model: Model, field: Field, owner: string | undefined): boolean {
  if (isUnlimited(reader)) return true
  const entity = model.entities.get(field.entity)
  if (!entity) return false
  const people = { own: [reader.user], team: reader.teammates, teamTree: reader.people }
  const open = grantsOn(reader, model, entity)
  const sure = open.filter(
    ({ scope }) =>
      scope === 'all' || (typeof scope === 'string' && owner !== undefined && people[scope].includes(owner)),
  )
  if (sure.some((grant) => shows(reader, model, field, grant))) return true
  const unsure = open.filter(({ scope }) => typeof scope === 'object')
  return unsure.length > 0 && unsure.every((grant) => shows(reader, model, field, grant))
}

function rightOf(reader: Reader, model: Model, field: Field): FieldRight {
  if (isUnlimited(reader)) return { access: 'write', byRow: false }
  const entity = model.entities.get(field.entity)
  if (!entity) return { access: 'hidden', byRow: false }
  const grants = grantsOn(reader, model, entity)
  if (grants.length === 0) return { access: 'hidden', byRow: false }
  const levels = grants.map((grant) => accessByGrant(reader, model, field, grant))
  const best = levels.reduce((a, b) => (rank[a] >= rank[b] ? a : b))
  const everywhere = grants.some((grant, index) => grant.scope === 'all' && levels[index] === best)
  return { access: best, byRow: !everywhere && levels.some((level) => level !== best) }
}

/**
 * Derived values tell what they are made from: every field on every path must be readable, the near ones in the rows of this grant,
 * the far ones in every row that one may see.
 */
function readsVisible(reader: Reader, model: Model, field: Field, grant: Grant, seen: readonly Field[]): boolean {
  if (seen.includes(field)) return true
  const from = model.entities.get(field.entity)
  return (
    from !== undefined && field.reads.every((path) => pathVisible(reader, model, from, path, grant, [...seen, field]))
  )
}

function pathVisible(
  reader: Reader,
  model: Model,
  from: Entity,
  path: readonly string[],
  grant: Grant | undefined,
  seen: readonly Field[],
): boolean {
  const [step, ...rest] = path
  if (step === undefined) return true
  const [key = '', target] = step.split('@')
  const field = from.fields.get(key)
  if (field && !fieldVisible(reader, model, field, grant, seen)) return false
  const relation = from.relations.get(key)
  if (!relation) return true
  const targets = target ? [target] : relation.to
  return targets.every((name) => {
    const entity = model.entities.get(name)
    if (!entity) return false
    const deciding = decidingEntity(model, entity, 'read').entity
    const home = decidingEntity(model, from, 'read').entity
    // Lines stand under their header's grants: still the same rows.
    const same = deciding === home && (relation.through.kind === 'lines' || relation.through.kind === 'parent')
    if (!same && grantsFor(reader, model, deciding, 'read').length === 0) return false
    return pathVisible(reader, model, entity, rest, same ? grant : undefined, seen)
  })
}

function fieldVisible(
  reader: Reader,
  model: Model,
  field: Field,
  grant: Grant | undefined,
  seen: readonly Field[],
): boolean {
  const entity = model.entities.get(field.entity)
  if (!entity) return false
  const grants = grant ? [grant] : grantsFor(reader, model, decidingEntity(model, entity, 'read').entity, 'read')
  return grants.every((one) => {
    const said = one.field(field)
    if (said !== undefined) return rank[said] >= rank.read
    if (field.definition.sensitive === true) return false
    return field.reads.length === 0 || field.definition.reveal === true || readsVisible(reader, model, field, one, seen)
  })
}
