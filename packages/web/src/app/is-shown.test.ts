import { describe, expect, it } from 'vitest'
import { readMe } from '../workspace/me.ts'
import { isShown } from './is-shown.ts'

const me = readMe({
  id: 'u1',
  name: 'Wang Wei',
  email: 'w@x.cn',
  roles: [{ key: 'sales', label: { en: 'Sales' } }],
  may: [],
  admin: false,
  team: { id: 't1', label: 'East' },
  language: 'en',
  zone: 'UTC',
  home: null,
  workspaces: [],
  settings: { language: null, zone: null, theme: null, density: null, numbers: null, bigNumbers: null, dates: null },
})

describe('a navigation item', () => {
  it('is shown without a condition', () => {
    expect(isShown(undefined, me)).toBe(true)
  })
  it('is shown to the roles that it names', () => {
    expect(isShown({ hasRole: ['sales'] }, me)).toBe(true)
    expect(isShown({ hasRole: ['finance'] }, me)).toBe(false)
    expect(isShown({ in: ['sales', { var: '$user.roles' }] }, me)).toBe(true)
    expect(isShown({ hasAny: [{ var: '$user.roles' }, ['finance', 'manager']] }, me)).toBe(false)
    expect(isShown({ '!': [{ or: [{ hasRole: ['finance'] }, { hasRole: ['sales'] }] }] }, me)).toBe(false)
  })
  it('is shown where its condition asks for more than is known here', () => {
    expect(isShown({ '>': [{ var: '$user.level' }, 3] }, me)).toBe(true)
    expect(isShown({ and: [{ hasRole: ['finance'] }, { '>': [{ var: '$user.level' }, 3] }] }, me)).toBe(false)
  })
})
