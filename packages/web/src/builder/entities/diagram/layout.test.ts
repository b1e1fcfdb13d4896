import type { EntityDocument, FieldDefinition } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { cardHeight, layoutCards, linesOf, pathOf, shownFields, sizeOf } from './layout.ts'

const entity = (key: string, ...fields: readonly FieldDefinition[]): EntityDocument => ({
  kind: 'entity',
  specVersion: 1,
  id: `ent_${key}`,
  key,
  fields: [{ id: `fld_${key}`, key: 'name', type: 'text' }, ...fields],
})
const points = (id: string, target: string): FieldDefinition => ({ id, key: target, type: 'reference', target })
const account = entity('account', points('fld_up', 'account'))
const deal = entity('deal', points('fld_acc', 'account'), points('fld_who', 'user'))
const quote = entity('quote', points('fld_deal', 'deal'))
const note = entity('note')
const all = [quote, note, deal, account]

describe('the diagram of entities', () => {
  it('draws a line for every reference between cards', () => {
    expect(linesOf(all)).toEqual([
      { field: 'fld_deal', from: 'ent_quote', to: 'ent_deal' },
      { field: 'fld_acc', from: 'ent_deal', to: 'ent_account' },
      { field: 'fld_up', from: 'ent_account', to: 'ent_account' },
    ])
  })

  it('puts what is pointed at to the left, and what stands alone below', () => {
    const places = layoutCards(all)
    expect(places['ent_account']).toEqual({ x: 32, y: 32 })
    expect(places['ent_deal']).toEqual({ x: 352, y: 32 })
    expect(places['ent_quote']).toEqual({ x: 672, y: 32 })
    expect(places['ent_note']).toEqual({ x: 32, y: 32 + cardHeight(account) + 32 })
  })

  it('ends where entities point at each other in a circle', () => {
    const one = entity('one', points('fld_a', 'two'))
    const two = entity('two', points('fld_b', 'one'))
    expect(Object.keys(layoutCards([one, two]))).toEqual(['ent_one', 'ent_two'])
  })

  it('keeps references in sight when a card has too many fields', () => {
    const many = Array.from({ length: 12 }, (_, i): FieldDefinition => ({ id: `fld_${i}`, key: `f${i}`, type: 'text' }))
    const long = entity('long', ...many, points('fld_acc', 'account'))
    expect(
      shownFields(long)
        .map((field) => field.id)
        .at(-1),
    ).toBe('fld_acc')
    expect(shownFields(long)).toHaveLength(8)
  })

  it('leads a line out of the row of its field, to the head of the other card', () => {
    const places = layoutCards(all)
    const [line] = linesOf([deal, account])
    if (!line) throw new Error('no line')
    expect(pathOf(line, deal, account, places)).toBe('M 352 108 C 304 108, 304 52, 256 52')
    expect(sizeOf(all, places).width).toBe(672 + 224 + 96)
  })
})
