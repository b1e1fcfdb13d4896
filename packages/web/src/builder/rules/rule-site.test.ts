import type { Document } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { modelOf } from '../draft/draft-model.ts'
import { checkAt, rangeOf, repaired } from './rule-site.ts'
import { readRuleText } from './rule-text.ts'
import { wantedFor } from './try-record.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_account',
    key: 'account',
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text' },
      { id: 'fld_level', key: 'level', type: 'choice', options: [{ id: 'opt_a', key: 'gold' }] },
    ],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    titleField: 'name',
    fields: [
      { id: 'fld_title', key: 'name', type: 'text' },
      { id: 'fld_amount', key: 'amount', type: 'number' },
      { id: 'fld_account', key: 'account', type: 'reference', target: 'account', reverse: { key: 'deals' } },
    ],
  },
]
const model = modelOf(documents)
const deal = { entity: 'deal', place: 'gate' } as const

describe('what is wrong with a formula', () => {
  it.each([
    ['amont > 100', 'amont', 'amount > 100'],
    ['account.levl = "gold"', 'account.levl', 'account.level = "gold"'],
    ['account.level = "god"', '"god"', 'account.level = "gold"'],
    ['amount > 1 and rond(amount, 0) = 5', 'rond(amount, 0)', 'amount > 1 and round(amount, 0) = 5'],
  ])('is shown in %s at %s and repaired', (text, place, whole) => {
    const read = readRuleText(text)
    const [problem] = checkAt(model, deal, read.ok ? read.rule : undefined).problems ?? []
    const range = problem && rangeOf(problem, read)
    expect(range && text.slice(...range)).toBe(place)
    expect(problem && repaired(text, problem, range)).toBe(whole)
  })

  it('is only said where nothing better is known', () => {
    const read = readRuleText('amount > "x"')
    const [problem] = checkAt(model, deal, read.ok ? read.rule : undefined).problems ?? []
    expect(problem && repaired('amount > "x"', problem, rangeOf(problem, read))).toBeUndefined()
  })
})

describe('what trying a rule has to read', () => {
  const entity = (key: string) => {
    const found = model.entities.get(key)
    if (!found) throw new Error(key)
    return found
  }
  const wanted = (of: string, text: string, served: (entity: string, field: string) => boolean = () => true) => {
    const read = readRuleText(text)
    const { rule } = checkAt(model, { entity: of, place: 'rule' }, read.ok ? read.rule : undefined)
    return rule && wantedFor(entity(of), rule, served)
  }

  it('is its fields, those of what it points to, and what points to it', () => {
    expect(wanted('deal', 'amount > 1 and account.level = "gold"')).toEqual({
      fields: ['amount', 'account.level'],
      lists: [],
    })
    expect(wanted('account', 'some(deals, amount > 1)')).toEqual({
      fields: [],
      lists: [{ key: 'deals', entity: 'deal', by: 'account', several: false, fields: ['amount'] }],
    })
  })

  it('leaves out what is not in service yet', () => {
    expect(wanted('deal', 'amount > 1 and empty(name)', (_, field) => field !== 'amount')).toEqual({
      fields: ['name'],
      lists: [],
    })
  })
})
