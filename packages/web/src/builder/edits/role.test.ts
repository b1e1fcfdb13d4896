import type { RoleDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { fieldAccessOf, hasPermit, newRole, scopeOf, setFieldAccess, setPermit, setRow, setScope } from './role.ts'

const sales = newRole({ id: 'rol_sales', key: 'sales', label: 'Sales' })
const ids = () => {
  let next = 0
  return () => `grt_${++next}`
}

describe('a cell of the matrix', () => {
  it('grants an action in a scope; actions of the same scope share a grant', () => {
    const id = ids()
    const read = setScope(sales, 'deal', 'read', 'team', id)
    const both = setScope(read, 'deal', 'update', 'team', id)
    expect(both.grants).toEqual([{ id: 'grt_1', entity: 'deal', actions: ['read', 'update'], scope: 'team' }])
    expect(scopeOf(both, 'deal', 'update')).toBe('team')
    expect(scopeOf(both, 'deal', 'delete')).toBe('none')
    expect(scopeOf(both, 'account', 'read')).toBe('none')
  })

  it('grants reading along with anything else, where there was none', () => {
    const role = setScope(sales, 'deal', 'update', 'own', ids())
    expect(role.grants).toEqual([{ id: 'grt_1', entity: 'deal', actions: ['read', 'update'], scope: 'own' }])
    const wider = setScope(setScope(sales, 'deal', 'read', 'all', ids()), 'deal', 'update', 'own', () => 'grt_own')
    expect(scopeOf(wider, 'deal', 'read')).toBe('all')
    expect(wider.grants).toHaveLength(2)
  })

  it('takes a grant away with its last action', () => {
    const role = setScope(sales, 'deal', 'read', 'all', ids())
    expect(setScope(role, 'deal', 'read', 'none', ids()).grants).toEqual([])
  })

  it('says the widest of several grants', () => {
    const role: RoleDocument = {
      ...sales,
      grants: [
        { id: 'grt_a', entity: 'deal', actions: ['read'], scope: 'own' },
        { id: 'grt_b', entity: 'deal', actions: ['read'], scope: 'teamTree' },
      ],
    }
    expect(scopeOf(role, 'deal', 'read')).toBe('teamTree')
    expect(setScope(role, 'deal', 'read', 'own', ids()).grants).toEqual([
      { id: 'grt_1', entity: 'deal', actions: ['read'], scope: 'own' },
    ])
  })

  it('leaves rights by rule as they are', () => {
    const rule = { id: 'grt_rule', entity: 'deal', actions: ['read'], scope: { via: 'account' } } as const
    const role: RoleDocument = { ...sales, grants: [rule] }
    expect(scopeOf(role, 'deal', 'read')).toBe('custom')
    expect(setScope(role, 'deal', 'read', 'none', ids()).grants).toEqual([rule])
  })
})

it('a row grants everything in one scope', () => {
  const role = setRow(sales, 'deal', 'own', ids())
  expect(role.grants).toEqual([
    {
      id: 'grt_1',
      entity: 'deal',
      actions: ['read', 'create', 'update', 'delete', 'assign', 'convert', 'import', 'export'],
      scope: 'own',
    },
  ])
  expect(setRow(role, 'deal', 'none', ids()).grants).toEqual([])
})

it('rights on a field are a line each, and none where nothing is said', () => {
  const id = () => 'fac_1'
  const hidden = setFieldAccess(sales, 'deal', 'cost', 'hidden', id)
  expect(hidden.fields).toEqual([{ id: 'fac_1', entity: 'deal', field: 'cost', access: 'hidden' }])
  expect(fieldAccessOf(hidden, 'deal', 'cost')).toBe('hidden')
  expect(fieldAccessOf(setFieldAccess(hidden, 'deal', 'cost', 'read', id), 'deal', 'cost')).toBe('read')
  expect(setFieldAccess(hidden, 'deal', 'cost', undefined, id)).toEqual(sales)
})

it('rights beyond records are given and taken', () => {
  const builder = setPermit(sales, 'build', true)
  expect(builder.may).toEqual(['build'])
  expect(hasPermit(builder, 'build')).toBe(true)
  expect(setPermit(builder, 'build', false)).toEqual(sales)
  expect(hasPermit({ ...sales, may: ['users'] }, 'manageUsers')).toBe(true)
  expect(setPermit({ ...sales, may: ['users'] }, 'manageUsers', false)).toEqual(sales)
})
