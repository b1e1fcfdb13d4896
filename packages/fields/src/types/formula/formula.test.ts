import { expect, test } from 'vitest'
import { fieldType } from '../../registry.ts'
import { exampleField } from '../../testing/example-field.ts'

const field = (type: string, definition: Record<string, unknown>) => {
  const found = fieldType(type)
  if (!found) throw new Error(`no type ${type}`)
  return { type: found, settings: exampleField(found, { definition, values: [], refused: [] }) }
}
const stored = (type: string, definition: Record<string, unknown>, value: unknown) => {
  const { type: found, settings } = field(type, definition)
  return found.fromRule?.(value, settings)
}

test('a formula is rounded to its scale only when it is stored, half away from zero', () => {
  expect(stored('formula', { result: 'number', scale: 2 }, '2.345')).toEqual({ ok: true, value: '2.35' })
  expect(stored('formula', { result: 'number', scale: 2 }, '-2.345')).toEqual({ ok: true, value: '-2.35' })
  expect(stored('formula', { result: 'number' }, '0.3333333333333')).toEqual({ ok: true, value: '0.333333333333' })
  expect(stored('formula', { result: 'number' }, null)).toEqual({ ok: true, value: null })
})

test('computed money keeps the currency it was computed in, and what it is worth', () => {
  expect(stored('formula', { result: 'money' }, { amount: '33.335', currency: 'USD', base: '237.1' })).toEqual({
    ok: true,
    value: { amount: '33.34', currency: 'USD', base: '237.10' },
  })
  expect(stored('formula', { result: 'money' }, '12.5')).toEqual({
    ok: true,
    value: { amount: '12.50', currency: 'CNY', base: '12.50' },
  })
})

test('what limits the values that people write does not limit what is added up from them', () => {
  const sum = { result: 'number', aggregate: 'sum', over: 'lines', field: 'share', min: '0', max: '1', scale: 4 }
  expect(stored('rollup', sum, '17.25')).toEqual({ ok: true, value: '17.2500' })
})

test('a lookup shows values as the field at its end does', () => {
  const { type, settings } = field('lookup', { path: 'account.share', result: 'percent' })
  expect(type.formatText('0.1500', settings, { language: 'en', zone: 'UTC' })).toBe('15%')
  expect(type.ruleType(settings)).toEqual({ kind: 'number' })
})

test('a rule that gives money of a currency the field does not take is refused', () => {
  expect(stored('money', {}, { amount: '5', currency: 'USD', base: '35' })).toMatchObject({
    ok: false,
    problems: [{ code: 'unknown_currency' }],
  })
  expect(stored('money', {}, { amount: '5.005', currency: 'CNY', base: '5.005' })).toEqual({
    ok: true,
    value: { amount: '5.01', currency: 'CNY', base: '5.01' },
  })
})
