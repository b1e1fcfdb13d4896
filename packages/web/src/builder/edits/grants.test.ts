import { expect, it } from 'vitest'
import { addRuleGrant, editGrant, removeGrant, ruleGrants, toggleAction } from './grants.ts'
import { newRole } from './role.ts'

const role = newRole({ id: 'rol_1', key: 'sales', label: 'Sales' })

it('a grant by rule is added, given more actions and a condition, and taken away', () => {
  const added = addRuleGrant(role, 'deal', 'grt_1')
  expect(ruleGrants(added, 'deal')).toEqual([{ id: 'grt_1', entity: 'deal', actions: ['read'], scope: { rule: true } }])
  expect(ruleGrants(added, 'account')).toEqual([])
  const more = toggleAction(added, 'grt_1', 'update')
  expect(more.grants[0]?.actions).toEqual(['read', 'update'])
  expect(toggleAction(toggleAction(more, 'grt_1', 'read'), 'grt_1', 'update').grants[0]?.actions).toEqual(['update'])
  const rule = { '==': [{ var: 'region' }, 'east'] }
  expect(editGrant(added, 'grt_1', { scope: { rule } }).grants[0]?.scope).toEqual({ rule })
  expect(removeGrant(added, 'grt_1').grants).toEqual([])
})
