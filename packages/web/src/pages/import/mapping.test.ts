import { expect, it } from 'vitest'
import { type Mapping, tidy, withField } from './mapping.ts'

const mapping: Mapping = { match: [], columns: [{ column: 'account', field: null }] }

it('tells existing records by the first field that no two of them share', () => {
  expect(withField(mapping, 'account', 'name', true)).toEqual({
    match: ['name'],
    columns: [{ column: 'account', field: 'name' }],
  })
  expect(withField(mapping, 'account', 'city', false).match).toEqual([])
})

it('keeps what a person chose to tell them by, and forgets a field without a column', () => {
  const chosen = withField(
    { ...mapping, match: ['code'], columns: [{ column: 'code', field: 'code' }] },
    'x',
    'name',
    true,
  )
  expect(chosen.match).toEqual(['code'])
  expect(withField(chosen, 'code', null, false).match).toEqual([])
  expect(tidy({ columns: [] }).match).toEqual([])
})
