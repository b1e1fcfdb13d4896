import { describe, expect, it } from 'vitest'
import { isKey, keyFor, newId } from './names.ts'

describe('a key made from a name', () => {
  it.each([
    ['Close date', 'closeDate'],
    ['Deal', 'deal'],
    ["Customer's VAT no.", 'customersVatNo'],
    ['Ärger & Éclat', 'argerEclat'],
    ['2nd phone', 'ndPhone'],
    ['预算范围', 'number'],
    ['', 'number'],
  ])('%s becomes %s', (name, key) => {
    expect(keyFor(name, 'number', [])).toBe(key)
  })

  it('is numbered when somebody has it already, or every record has it', () => {
    expect(keyFor('Deal', 'entity', ['deal', 'deal2'])).toBe('deal3')
    expect(keyFor('Created at', 'date', [])).toBe('createdAt2')
    expect(keyFor('Position', 'number', [])).toBe('position2')
  })

  it('is never longer than a key may be', () => {
    const key = keyFor('a very long name that goes on and on and on and on', 'text', [])
    expect(isKey(key)).toBe(true)
  })
})

describe('a key typed by hand', () => {
  it.each(['deal', 'closeDate', 'a1'])('may be %s', (key) => {
    expect(isKey(key)).toBe(true)
  })
  it.each(['Deal', 'close_date', '1st', '', 'createdAt', 'parent', 'a'.repeat(41)])('may not be %j', (key) => {
    expect(isKey(key)).toBe(false)
  })
})

it('an id has its prefix and is never the same twice', () => {
  const ids = Array.from({ length: 200 }, () => newId('fld'))
  expect(new Set(ids).size).toBe(200)
  for (const id of ids) expect(id).toMatch(/^fld_[a-z0-9]{12}$/)
})
