import { checkDocuments, parseDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { addOption, editOption, isOptionKey, moveOption, newOptionSet, type Options, retireOption } from './options.ts'

const source: Options = [
  { id: 'opt_web', key: 'web' },
  { id: 'opt_fair', key: 'fair' },
]
const keys = (options: Options) => options.map((option) => option.key)

describe('options', () => {
  it('are added, named, coloured and put in order', () => {
    const three = addOption(source, { id: 'opt_call', key: 'call' })
    expect(keys(three)).toEqual(['web', 'fair', 'call'])
    expect(keys(moveOption(three, 'opt_call', 0))).toEqual(['call', 'web', 'fair'])
    expect(editOption(source, 'opt_web', { color: 'teal' })[0]).toEqual({ id: 'opt_web', key: 'web', color: 'teal' })
  })

  it('that nobody can have chosen yet are taken away', () => {
    expect(keys(retireOption(source, 'opt_web', false))).toEqual(['fair'])
  })

  it('in service are retired, and can be brought back', () => {
    const retired = retireOption(source, 'opt_web', true)
    expect(retired[0]).toEqual({ id: 'opt_web', key: 'web', retired: true })
    expect(retireOption(editOption(retired, 'opt_web', { replacedBy: 'fair' }), 'opt_web', true)).toEqual(source)
  })

  it.each([
    ['web', true],
    ['2026-Q1', true],
    ['a b', false],
    ['-a', false],
    ['', false],
  ])('may have the key %j: %s', (key, may) => {
    expect(isOptionKey(key)).toBe(may)
  })
})

it('a new set of options can be published once it has some', () => {
  const set = { ...newOptionSet({ id: 'ops_source', key: 'source', label: { en: 'Source' } }), options: source }
  expect(parseDocument(set, '').problems ?? []).toEqual([])
  expect(checkDocuments([set])).toEqual([])
})
