import { checkDocuments, type EntityDocument, parseDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import {
  addRule,
  effectOf,
  fieldsOf,
  messageOf,
  putRule,
  removeRule,
  rulesAt,
  ruleWith,
  setConditions,
} from './entity-rules.ts'

const deal: EntityDocument = {
  kind: 'entity',
  specVersion: 1,
  id: 'ent_deal',
  key: 'deal',
  titleField: 'name',
  fields: [
    { id: 'fld_name', key: 'name', type: 'text' },
    { id: 'fld_amount', key: 'amount', type: 'number' },
    { id: 'fld_items', key: 'items', type: 'lines', fields: [{ id: 'fld_price', key: 'price', type: 'number' }] },
  ],
}
const when = { '>': [{ var: 'amount' }, 100] }

describe('a rule of an entity', () => {
  it.each([
    ['require', { id: 'rul_a', when, require: ['name'], message: 'Why' }],
    ['readonly', { id: 'rul_a', when, readonly: ['name'], message: 'Why' }],
    ['refuse', { id: 'rul_a', when, refuse: 'Why', fields: ['name'] }],
    ['warn', { id: 'rul_a', when, warn: 'Why', fields: ['name'] }],
  ] as const)('can %s, keeps what it is about and can be published', (effect, written) => {
    const rule = ruleWith({ id: 'rul_a', when }, effect, ['name'], 'Why')
    expect(rule).toEqual(written)
    expect([effectOf(rule), fieldsOf(rule), messageOf(rule)]).toEqual([effect, ['name'], 'Why'])
    const entity = addRule(deal, {}, rule)
    expect(parseDocument(entity, '').problems ?? []).toEqual([])
    expect(checkDocuments([entity])).toEqual([])
  })

  it('refuses in general words when it has none of its own', () => {
    expect(ruleWith({ id: 'rul_a' }, 'refuse', [], undefined)).toEqual({ id: 'rul_a', refuse: true })
    expect(messageOf({ id: 'rul_a', refuse: true })).toBeUndefined()
  })

  it('is put in the place of the one before, and taken away', () => {
    const one = addRule(deal, {}, ruleWith({ id: 'rul_a', when }, 'require', ['name'], undefined))
    const other = setConditions({ id: 'rul_a', when, require: ['name'] }, { when: undefined, unless: true })
    expect(rulesAt(putRule(one, {}, other), {})).toEqual([{ id: 'rul_a', unless: true, require: ['name'] }])
    expect(removeRule(one, {}, 'rul_a')).toEqual(deal)
  })

  it('belongs to line items as well', () => {
    const place = { lines: 'fld_items' }
    const entity = addRule(deal, place, { id: 'rul_b', require: ['price'] })
    expect(rulesAt(entity, place)).toEqual([{ id: 'rul_b', require: ['price'] }])
    expect(rulesAt(entity, {})).toEqual([])
    expect(removeRule(entity, place, 'rul_b')).toEqual(deal)
  })
})
