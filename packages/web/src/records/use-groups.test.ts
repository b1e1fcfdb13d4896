import { expect, it } from 'vitest'
import { canGroup, groupRule, inGroupOrder } from './use-groups.ts'

const group = (value: unknown) => ({ key: String(value), value, rule: undefined, count: 1, measures: [] })

it('a group is found by what its records have in common', () => {
  expect(groupRule({ key: 'kind', type: 'choice' }, 'new')).toEqual({ '==': [{ var: 'kind' }, 'new'] })
  expect(groupRule({ key: 'account', type: 'reference' }, { id: 'r1', label: 'Acme' })).toEqual({
    '==': [{ var: 'account' }, 'r1'],
  })
  expect(groupRule({ key: 'kind', type: 'choice' }, null)).toEqual({ empty: [{ var: 'kind' }] })
  expect(groupRule({ key: 'closeOn', type: 'date' }, '2026-12')).toEqual({
    inPeriod: [{ var: 'closeOn' }, { period: ['between', '2026-12-01', '2027-01-01'] }],
  })
})

it('groups come in the order of options, months newest first, what is empty last', () => {
  const kind = { key: 'kind', type: 'choice', options: [{ key: 'b' }, { key: 'a' }] }
  expect(inGroupOrder(kind, [null, 'a', 'b'].map(group)).map(({ value }) => value)).toEqual(['b', 'a', null])
  const day = { key: 'day', type: 'date' }
  expect(inGroupOrder(day, ['2026-01', null, '2026-11'].map(group)).map(({ value }) => value)).toEqual([
    '2026-11',
    '2026-01',
    null,
  ])
})

it('a list can be grouped by what several records share', () => {
  const types = [
    'choice',
    'stage',
    'reference',
    'owner',
    'boolean',
    'date',
    'text',
    'money',
    'tags',
    'longText',
    'file',
  ]
  expect(types.filter((type) => canGroup({ key: type, type }))).toEqual([
    'choice',
    'stage',
    'reference',
    'owner',
    'boolean',
    'date',
    'text',
  ])
})
