import type { Action, GrantDefinition, RoleDocument } from '@atelier/definitions'
import { changePart, type PartChange, removePart } from './lists.ts'
import { actions } from './role.ts'

/** The grants of a role on the records that meet a condition. */
export const ruleGrants = (role: RoleDocument, entity: string): readonly GrantDefinition[] =>
  role.grants.filter((grant) => grant.entity === entity && typeof grant.scope === 'object' && 'rule' in grant.scope)

/** The role with a grant to read the records that meet a condition, which is still to be written. */
export const addRuleGrant = (role: RoleDocument, entity: string, id: string): RoleDocument => ({
  ...role,
  grants: [...role.grants, { id, entity, actions: ['read'], scope: { rule: true } }],
})

export const editGrant = (role: RoleDocument, id: string, change: PartChange<GrantDefinition>): RoleDocument => ({
  ...role,
  grants: changePart<GrantDefinition>(role.grants, id, change),
})

export const removeGrant = (role: RoleDocument, id: string): RoleDocument => ({
  ...role,
  grants: removePart(role.grants, id),
})

/** Grants an action more, or one less; a grant always has one left. */
export function toggleAction(role: RoleDocument, id: string, action: Action): RoleDocument {
  const grant = role.grants.find((each) => each.id === id)
  if (!grant) return role
  const now = new Set(grant.actions)
  if (!now.delete(action)) now.add(action)
  return now.size === 0 ? role : editGrant(role, id, { actions: actions.filter((each) => now.has(each)) })
}
