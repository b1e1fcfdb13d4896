import type {
  Action,
  Entity,
  Field,
  FieldAccess,
  GrantDefinition,
  Model,
  Permit,
  RoleDocument,
  Scope,
} from '@atelier/definitions'
import type { Reader } from '../reader.ts'

/** One way in which a reader may do something to records of an entity. */
export type Grant = {
  readonly role: string
  readonly grant: string
  readonly scope: Scope | { readonly rows: 'self' | 'recipient' }
  readonly actions: readonly Action[]
  /** What the role says of a field (of the entity or of its lines); undefined when it says nothing. */
  readonly field: (field: Field) => FieldAccess | undefined
}

/** Key of the role that every workspace has and that may do everything. */
const adminRole = 'admin'

/** Is the reader the system or an administrator, who may do everything? */
export function isUnlimited(reader: Reader): boolean {
  return reader.user === undefined || reader.roles.includes(adminRole)
}

/**
 * The entity whose grants decide, and the action to look for: lines and collections have no rights of their own.
 * Changing a line in any way is updating its header.
 */
export function decidingEntity(
  model: Model,
  entity: Entity,
  action: Action,
): { readonly entity: Entity; readonly action: Action } {
  const { origin } = entity
  if (origin.kind !== 'lines' && origin.kind !== 'collection') return { entity, action }
  const parent = model.entities.get(origin.parent)
  if (!parent) return { entity, action }
  const asked = action === 'read' || action === 'export' ? action : 'update'
  return decidingEntity(model, parent, asked)
}

const known = new WeakMap<Model, Map<string, readonly Grant[]>>()

/** Every grant of the reader's roles that allows the action on the entity (its own; see `decidingEntity`). They add up. */
export function grantsFor(reader: Reader, model: Model, entity: Entity, action: Action): readonly Grant[] {
  let ofModel = known.get(model)
  if (!ofModel) {
    ofModel = new Map()
    known.set(model, ofModel)
  }
  const key = `${[...reader.roles].sort().join()} ${entity.key} ${action}`
  let grants = ofModel.get(key)
  if (!grants) {
    grants = findGrants(reader, model, entity, action)
    ofModel.set(key, grants)
  }
  return grants
}

function findGrants(reader: Reader, model: Model, entity: Entity, action: Action): readonly Grant[] {
  const grants: Grant[] = []
  for (const key of reader.roles) {
    const role = model.roles.get(key)
    for (const grant of role?.grants ?? [])
      if (role && grant.entity === entity.key && grant.actions.includes(action)) grants.push(grantOf(role, grant))
  }
  return [...grants, ...builtIn(entity, action)]
}

function grantOf(role: RoleDocument, grant: GrantDefinition): Grant {
  return {
    role: role.key,
    grant: grant.id,
    scope: grant.scope,
    actions: grant.actions,
    field: ({ key, entity }) =>
      (entity === grant.entity ? grant.fields?.[key] : undefined) ??
      role.fields?.find((entry) => entry.entity === entity && entry.field === key)?.access,
  }
}

/** What everybody may do without being told: read who the others are, and see to one's own notifications. */
function builtIn(entity: Entity, action: Action): readonly Grant[] {
  if (entity.origin.kind !== 'system') return []
  const base = { role: '', grant: 'builtIn', field: () => undefined }
  if ((entity.key === 'user' || entity.key === 'team') && action === 'read')
    return [{ ...base, scope: 'all', actions: ['read'] }]
  if (entity.key === 'notification' && (action === 'read' || action === 'update'))
    return [{ ...base, scope: { rows: 'recipient' }, actions: ['read', 'update'] }]
  return []
}

/** Does any grant allow this action on this entity at all? */
export function mayEver(reader: Reader, model: Model, entity: string, action: Action): boolean {
  const found = model.entities.get(entity)
  if (!found) return false
  if (isUnlimited(reader)) return true
  const deciding = decidingEntity(model, found, action)
  return grantsFor(reader, model, deciding.entity, deciding.action).length > 0
}

/** May the reader do this, whatever the record? Only the system and administrators may without a role that says so. */
export function may(reader: Reader, model: Model, permit: Permit): boolean {
  if (isUnlimited(reader)) return true
  return reader.roles.some((key) => {
    const list = model.roles.get(key)?.may ?? []
    // `users` is the short name of the same permit.
    return list.some((entry) => entry === permit || (entry === 'users' && permit === 'manageUsers'))
  })
}
