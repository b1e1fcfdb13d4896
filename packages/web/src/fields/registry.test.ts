import { describe, expect, it } from 'vitest'
import { canSort } from '../pages/view/sorts.ts'
import { isNumeric, isOfKind, mostTelling, valueKind } from './registry.ts'

const field = (key: string, type: string, result?: string) => ({ key, type, ...(result ? { result } : {}) })

describe('what pages know of a field', () => {
  it('is what its type says of its values, and of a computed field what the type of its result says', () => {
    expect(valueKind(field('share', 'percent'))).toBe('number')
    expect(valueKind(field('total', 'rollup', 'money'))).toBe('money')
    expect(isNumeric(field('level', 'lookup', 'choice'))).toBe(false)
    expect(isOfKind(field('total', 'formula', 'money'), 'money')).toBe(false)
  })

  it('tells the most telling fields first, one of each type', () => {
    const fields = [
      field('note', 'longText'),
      field('close', 'date'),
      field('amount', 'money'),
      field('fee', 'money'),
      field('account', 'reference'),
    ]
    expect(mostTelling(fields).map(({ key }) => key)).toEqual(['account', 'amount', 'close'])
  })

  it('keeps lists from being sorted by what is long or many', () => {
    const sortable = ['text', 'money', 'owner', 'longText', 'tags', 'references', 'file', 'lines']
    expect(sortable.filter((type) => canSort(field(type, type)))).toEqual(['text', 'money', 'owner'])
  })
})
