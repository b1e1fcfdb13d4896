import type { FieldDefinition } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { addOption, editOption, moveOption, retireOption } from './options.ts'

const source: FieldDefinition = {
  id: 'fld_source',
  key: 'source',
  type: 'choice',
  options: [
    { id: 'opt_web', key: 'web' },
    { id: 'opt_fair', key: 'fair' },
  ],
}
const keys = (field: FieldDefinition) => field.options?.map((option) => option.key)

describe('options', () => {
  it('are added, named, coloured and put in order', () => {
    const three = addOption(source, { id: 'opt_call', key: 'call' })
    expect(keys(three)).toEqual(['web', 'fair', 'call'])
    expect(keys(moveOption(three, 'opt_call', 0))).toEqual(['call', 'web', 'fair'])
    expect(editOption(source, 'opt_web', { color: 'teal' }).options?.[0]).toEqual({
      id: 'opt_web',
      key: 'web',
      color: 'teal',
    })
  })

  it('that nobody can have chosen yet are taken away', () => {
    expect(keys(retireOption(source, 'opt_web', false))).toEqual(['fair'])
  })

  it('in service are retired, and can be brought back', () => {
    const retired = retireOption(source, 'opt_web', true)
    expect(retired.options?.[0]).toEqual({ id: 'opt_web', key: 'web', retired: true })
    expect(retireOption(editOption(retired, 'opt_web', { replacedBy: 'fair' }), 'opt_web', true)).toEqual(source)
  })
})
