import { describe, expect, it } from 'vitest'
import { isEmpty, plainText, writeValue } from './values.ts'

const read = (label: unknown, key: string) => (typeof label === 'string' ? label : key)

describe('a value to be written', () => {
  it('names a reference by its id', () => {
    expect(writeValue({ id: 'r1', label: 'Acme' })).toBe('r1')
    expect(writeValue([{ id: 'r1', label: 'Acme' }, 'r2'])).toEqual(['r1', 'r2'])
  })
  it('is null when nothing was entered', () => {
    expect([
      writeValue(''),
      writeValue(undefined),
      writeValue([]),
      writeValue({ amount: '', currency: 'CNY' }),
    ]).toEqual([null, null, null, null])
  })
  it('keeps money, false and 0 as they are', () => {
    expect(writeValue({ amount: '12.50', currency: 'CNY' })).toEqual({ amount: '12.50', currency: 'CNY' })
    expect(writeValue(false)).toBe(false)
    expect(isEmpty('0')).toBe(false)
  })
})

describe('a value as text', () => {
  it('reads an option by its label', () => {
    const field = { key: 'kind', type: 'choice', options: [{ key: 'new', label: '新签' }] }
    expect(plainText(field, 'new', read)).toBe('新签')
    expect(plainText(field, 'gone', read)).toBe('gone')
  })
  it('joins several', () => {
    expect(
      plainText(
        undefined,
        [
          { id: '1', label: 'A' },
          { id: '2', label: 'B' },
        ],
        read,
      ),
    ).toBe('A, B')
  })
})
