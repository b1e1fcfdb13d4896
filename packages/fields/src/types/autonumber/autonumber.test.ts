import { expect, test } from 'vitest'
import { exampleField } from '../../testing/example-field.ts'
import { autonumber } from './index.ts'
import { counterOf, countOf, numberText } from './numbering.ts'

const field = (definition: Record<string, string>) => exampleField(autonumber, { definition, values: [], refused: [] })
const codes = (definition: Record<string, string>) =>
  autonumber.checkDefinition(field(definition)).map((problem) => problem.code)

test('writes the count with its zeros and the parts of the day', () => {
  expect(numberText('C-{yyyy}-{0000}', 12, '2026-11-22')).toBe('C-2026-0012')
  expect(numberText('{yy}{MM}{dd}/{000}', 7, '2026-11-02')).toBe('261102/007')
  expect(numberText('N{00}', 12345, '2026-11-22')).toBe('N12345')
})

test('counts anew in each year, month or day as the field says', () => {
  expect(counterOf(field({ pattern: '{0}' }), '2026-11-22')).toBe('')
  expect(counterOf(field({ pattern: '{0}', reset: 'year' }), '2026-11-22')).toBe('2026')
  expect(counterOf(field({ pattern: '{0}', reset: 'day' }), '2026-11-22')).toBe('2026-11-22')
})

test('reads the count out of a number of its own pattern only', () => {
  expect(countOf('C-{yyyy}-{0000}', 'C-2026-0012')).toBe(12)
  expect(countOf('SO.({000000})', 'SO.(000041)')).toBe(41)
  expect(countOf('C-{yyyy}-{0000}', 'C-26-0012')).toBeUndefined()
  expect(countOf('C-{yyyy}-{0000}', 'OLD 7')).toBeUndefined()
})

test('refuses patterns that cannot number, or would number twice', () => {
  expect(codes({ pattern: 'C-{yyyy}' })).toEqual(['bad_pattern'])
  expect(codes({ pattern: '{00}-{00}' })).toEqual(['bad_pattern'])
  expect(codes({ pattern: 'C-{0000}', reset: 'year' })).toEqual(['bad_pattern'])
  expect(codes({ pattern: 'C-{yyyy}-{0000}', reset: 'month' })).toEqual(['bad_pattern'])
  expect(codes({ pattern: 'C-{yyyy}{MM}-{0000}', reset: 'month' })).toEqual([])
})
