import { describe, expect, it } from 'vitest'
import type { Directory } from '../directory.ts'
import { isPerson, personPaths, resolvePersons } from './resolve.ts'

const user = (id: string, more: object = {}) => ({ id, name: id, roles: [], active: true, ...more })
const directory: Directory = {
  users: new Map(
    [
      user('anna', { team: 'east', manager: 'mia', roles: ['sales'] }),
      user('ben', { team: 'east', roles: ['sales'] }),
      user('mia', { team: 'east', roles: ['sales', 'salesManager'] }),
      user('dora', { team: 'china', roles: ['director'] }),
      user('gone', { team: 'east', roles: ['director'], active: false }),
      user('lead', { team: 'china' }),
    ].map((each) => [each.id, each]),
  ),
  teams: new Map([
    ['east', { id: 'east', key: 'eastTeam', parent: 'china', leader: 'mia' }],
    ['china', { id: 'china', key: 'chinaTeam', leader: 'lead' }],
  ]),
}
const record = {
  id: 'd-1',
  owner: { id: 'anna' },
  createdBy: { id: 'ben' },
  parent: { owner: { id: 'dora' } },
  helpers: [{ id: 'ben' }, { id: 'anna' }],
}

describe('person expressions', () => {
  it.each([
    ['owner', ['anna']],
    ['creator', ['ben']],
    ['starter', ['ben']],
    ['approver', ['mia']],
    ['$user', ['dora']],
    ['field:parent.owner', ['dora']],
    ['field:helpers', ['ben', 'anna']],
    ['manager(owner)', ['mia']],
    // Ben has no manager: the leader of his team.
    ['manager(creator)', ['mia']],
    // Mia leads her own team: the leader of the team above.
    ['manager(manager(owner))', ['lead']],
    ['manager(owner,2)', ['lead']],
    ['manager(owner, 3)', []],
    ['leader(eastTeam)', ['mia']],
    ['leader(team:chinaTeam)', ['lead']],
    ['leader(team(owner))', ['mia']],
    ['role:sales', ['anna', 'ben', 'mia']],
    // The only director in the east is not active any more: the nearest team above that has any.
    ['role:director@team(owner)', ['dora']],
    ['role:salesManager@team(owner)', ['mia']],
    ['role:nobody', []],
    ['team:eastTeam', ['anna', 'ben', 'mia']],
  ])('%s means %j', (expression, expected) => {
    expect(isPerson(expression)).toBe(true)
    expect(resolvePersons([expression], { record, starter: 'ben', approver: 'mia', user: 'dora', directory })).toEqual(
      expected,
    )
  })

  it('name everybody once, and nobody who is not active', () => {
    expect(resolvePersons(['owner', 'team:eastTeam', 'role:director'], { record, directory })).toEqual([
      'anna',
      'ben',
      'mia',
      'dora',
    ])
  })

  it.each([
    '',
    'boss',
    'manager()',
    'manager(boss)',
    'manager(owner,0)',
    'role:',
    'role:sales@owner',
    'field:',
    'field:a..b',
    'leader(team(boss))',
    `${'manager('.repeat(9)}owner${')'.repeat(9)}`,
  ])('"%s" is none', (expression) => {
    expect(isPerson(expression)).toBe(false)
  })

  it('say which paths of the record they read', () => {
    expect(personPaths('manager(field:parent.owner)')).toEqual(['parent.owner'])
    expect(personPaths('role:x@team(creator)')).toEqual(['createdBy'])
    expect(personPaths('role:x')).toEqual([])
  })
})
