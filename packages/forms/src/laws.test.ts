import { fieldTypes } from '@atelier/fields'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldPlaces, formState, layoutOf, validate, valueProblems } from './index.ts'
import { dealForm, sampleEntity, sampleEnv, sampleModel } from './testing/sample-model.ts'

const deal = sampleEntity('deal')
const layout = layoutOf(deal, dealForm, 'create')

const text = fc.oneof(fc.constant(null), fc.string({ maxLength: 30 }))
const values = fc.record({
  name: text,
  note: text,
  amount: fc.oneof(fc.constant(null), fc.record({ amount: fc.oneof(text, fc.integer().map(String)) })),
  close: fc.oneof(text, fc.constantFrom('2026-11-20', '2027-01-01')),
  stage: fc.constantFrom(null, 'new', 'won', 'lost'),
  lostReason: fc.constantFrom(null, 'price', 'competitor'),
  competitor: text,
  nextStep: text,
  nextStepAt: fc.constantFrom(null, '2026-12-01', 'soon'),
})

describe('whatever is filled in', () => {
  it('never stops for something hidden', () => {
    fc.assert(
      fc.property(values, (filled) => {
        const states = formState(sampleModel, layout, filled, sampleEnv)
        const hidden = new Set(
          fieldPlaces(layout)
            .filter(({ item }) => states.get(item.id)?.visible === false)
            .map(({ item }) => item.field.key),
        )
        const named = validate(sampleModel, layout, filled, sampleEnv).map(({ field }) => field)
        expect(named.filter((key) => key !== undefined && hidden.has(key))).toEqual([])
        for (const { item } of fieldPlaces(layout))
          if (hidden.has(item.field.key)) expect(states.get(item.id)?.required).toBeUndefined()
      }),
    )
  })

  it('comes to the same whatever the order in which it was filled in', () => {
    fc.assert(
      fc.property(values, (filled) => {
        const reversed = Object.fromEntries(Object.entries(filled).reverse())
        expect([...formState(sampleModel, layout, reversed, sampleEnv)]).toEqual([
          ...formState(sampleModel, layout, filled, sampleEnv),
        ])
        expect(validate(sampleModel, layout, reversed, sampleEnv)).toEqual(
          validate(sampleModel, layout, filled, sampleEnv),
        )
      }),
    )
  })

  it('gets the verdict that the field types give, value by value', () => {
    fc.assert(
      fc.property(values, (filled) => {
        for (const key of ['name', 'amount', 'close', 'nextStepAt', 'note'] as const) {
          const field = deal.fields.get(key)
          if (!field || filled[key] === null || filled[key] === '') continue
          const amount = key === 'amount' ? filled.amount?.amount : undefined
          if (key === 'amount' && (amount === null || amount === '')) continue
          const parsed = field.type.parse(filled[key], field.settings)
          const said = valueProblems(sampleModel, field, filled[key]).map(({ code }) => code)
          expect(said).toEqual(parsed.ok ? [] : parsed.problems.map(({ code }) => code))
        }
      }),
    )
  })

  it('accepts every example of every type that people write', () => {
    const text = deal.fields.get('name')
    if (!text) throw new Error('The sample has names')
    let tried = 0
    for (const type of fieldTypes) {
      if (type.source !== 'input' || type.storage === 'rows') continue
      for (const example of type.examples) {
        const settings = {
          ...text.settings,
          definition: { key: text.key, ...example.definition },
        }
        const field = { ...text, type, settings, targets: [] }
        // Their values hang on options and records that the sample does not have.
        if (['choice', 'process', 'relation', 'people'].includes(type.group)) continue
        for (const { input } of example.values) {
          tried += 1
          expect({ type: type.key, input, problems: valueProblems(sampleModel, field, input) }).toEqual({
            type: type.key,
            input,
            problems: [],
          })
        }
      }
    }
    expect(tried).toBeGreaterThan(40)
  })
})
