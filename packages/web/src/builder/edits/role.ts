import type { Action, FieldAccess, GrantDefinition, Label, Permit, RoleDocument, Scope } from '@atelier/definitions'
import { withProperties } from './lists.ts'

export const actions = [
  'read',
  'create',
  'update',
  'delete',
  'assign',
  'convert',
  'import',
  'export',
] as const satisfies readonly Action[]
export const scopes = ['own', 'team', 'teamTree', 'all'] as const
export type SimpleScope = (typeof scopes)[number]
/** What a cell of the matrix shows: nothing, one of the scopes, or a condition written elsewhere. */
export type CellScope = SimpleScope | 'none' | 'custom'

export const newRole = (given: { readonly id: string; readonly key: string; readonly label: Label }): RoleDocument => ({
  kind: 'role',
  specVersion: 1,
  ...given,
  grants: [],
})

const isSimple = (scope: Scope): scope is SimpleScope => typeof scope === 'string'

/** What the role grants for one action on an entity: the widest scope, since grants add up. */
export function scopeOf(role: RoleDocument, entity: string, action: Action): CellScope {
  const granted = role.grants.filter((grant) => grant.entity === entity && grant.actions.includes(action))
  const widest = scopes.findLast((scope) => granted.some((grant) => grant.scope === scope))
  if (widest !== undefined) return widest
  return granted.length > 0 ? 'custom' : 'none'
}

/**
 * The role with one cell of its matrix changed. What a person may do to a record they must be able to see, so granting
 * an action on records grants reading in the same scope where there was none. Conditions written elsewhere stay.
 */
export function setScope(
  role: RoleDocument,
  entity: string,
  action: Action,
  scope: SimpleScope | 'none',
  id: () => string,
): RoleDocument {
  const without = withoutAction(role.grants, entity, action)
  const grants = scope === 'none' ? without : withAction(without, entity, action, scope, id)
  const next = { ...role, grants }
  const needsRead = scope !== 'none' && action !== 'read' && scopeOf(next, entity, 'read') === 'none'
  return needsRead ? { ...next, grants: withAction(grants, entity, 'read', scope, id) } : next
}

function withoutAction(grants: readonly GrantDefinition[], entity: string, action: Action): readonly GrantDefinition[] {
  return grants.flatMap((grant) => {
    if (grant.entity !== entity || !isSimple(grant.scope) || !grant.actions.includes(action)) return [grant]
    const left = grant.actions.filter((each) => each !== action)
    return left.length > 0 ? [{ ...grant, actions: left }] : []
  })
}

function withAction(
  grants: readonly GrantDefinition[],
  entity: string,
  action: Action,
  scope: SimpleScope,
  id: () => string,
): readonly GrantDefinition[] {
  const home = grants.find((grant) => grant.entity === entity && grant.scope === scope && grant.fields === undefined)
  if (!home) return [...grants, { id: id(), entity, actions: [action], scope }]
  const all = new Set([...home.actions, action])
  const ordered = actions.filter((each) => all.has(each))
  return grants.map((grant) => (grant === home ? { ...home, actions: ordered } : grant))
}

/** Gives every action on an entity the same scope. */
export const setRow = (
  role: RoleDocument,
  entity: string,
  scope: SimpleScope | 'none',
  id: () => string,
): RoleDocument => actions.reduce((each, action) => setScope(each, entity, action, scope, id), role)

/** What the role says about a field; undefined where it says nothing and the grant decides. */
export const fieldAccessOf = (role: RoleDocument, entity: string, field: string): FieldAccess | undefined =>
  role.fields?.find((each) => each.entity === entity && each.field === field)?.access

/** Sets what the role says about a field; undefined takes the line away. */
export function setFieldAccess(
  role: RoleDocument,
  entity: string,
  field: string,
  access: FieldAccess | undefined,
  id: () => string,
): RoleDocument {
  const known = role.fields ?? []
  const mine = known.find((each) => each.entity === entity && each.field === field)
  const rest = known.filter((each) => each !== mine)
  const next =
    access === undefined
      ? rest
      : mine
        ? known.map((each) => (each === mine ? { ...mine, access } : each))
        : [...known, { id: id(), entity, field, access }]
  return withProperties(role, { fields: next.length > 0 ? next : undefined })
}

/** Grants or takes a right beyond records, such as building. */
export function setPermit(role: RoleDocument, permit: Permit, on: boolean): RoleDocument {
  const rest = (role.may ?? []).filter((each) => each !== permit && !(permit === 'manageUsers' && each === 'users'))
  const may = on ? [...rest, permit] : rest
  return withProperties(role, { may: may.length > 0 ? may : undefined })
}

export const hasPermit = (role: RoleDocument, permit: Permit): boolean =>
  (role.may ?? []).some((each) => each === permit || (permit === 'manageUsers' && each === 'users'))
