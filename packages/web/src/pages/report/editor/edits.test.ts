import type { ReportDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { addBeside, addCompare, move, place, setDimension, take } from './edits.ts'
import type { ShelfField } from './field-groups.ts'
import { shiftBefore, splitPeriod, withPeriod, withPeriodDefault } from './period-part.ts'

const region: ShelfField = { path: 'region', label: 'Region', kind: 'choice', shelves: ['rows', 'columns', 'filter'] }
const closed: ShelfField = { path: 'closeDate', label: 'Close date', kind: 'date', shelves: ['rows', 'columns'] }
const amount: ShelfField = { path: 'amount', label: 'Amount', kind: 'money', shelves: ['values'] }
const empty: ReportDocument = { kind: 'report', specVersion: 1, type: 'summary', entity: 'deal' }
const keys = (parts: readonly { readonly key: string }[] | undefined) => (parts ?? []).map((part) => part.key)

describe('shelves', () => {
  it('take what belongs on them, in its place; dates by month', () => {
    const draft = place(place(empty, region, 'rows'), closed, 'rows', 0)
    expect(draft.rows).toEqual([
      { key: 'closeDate', field: 'closeDate', unit: 'month' },
      { key: 'region', field: 'region' },
    ])
    expect(place(draft, amount, 'rows')).toBe(draft)
  })

  it('move what stands there already instead of putting it there twice', () => {
    const draft = place(place(empty, region, 'rows'), region, 'columns')
    expect(keys(draft.rows)).toEqual([])
    expect(keys(draft.columns)).toEqual(['region'])
  })

  it('keep values among values', () => {
    const draft = place(place(empty, region, 'rows'), amount, 'values')
    expect(move(draft, 'amount', 'rows')).toBe(draft)
    expect(keys(move(place(draft, amount, 'values'), 'amount2', 'values', 0).values)).toEqual(['amount2', 'amount'])
  })

  it('lose with a value all that rests on it, and an order by it', () => {
    const summed = place(place(empty, region, 'rows'), amount, 'values')
    const ordered = setDimension(summed, 'region', (part) => ({
      ...part,
      sort: { by: 'amount', order: 'desc' },
      top: 5,
      others: true,
    }))
    const shared = addBeside(ordered, 'amount', 'all', 'Share')
    const compared = addCompare(shared, 'amount', [-1, 'year'], { before: 'Before', change: 'Change' })
    expect(keys(compared.values)).toEqual(['amount', 'amountBefore', 'amountChange', 'amountAll'])
    const left = take(compared, 'amount')
    expect(left.values).toEqual([])
    expect(left.rows).toEqual([{ key: 'region', field: 'region' }])
  })
})

describe('the period of a report', () => {
  it('stands beside the other conditions and comes apart from them again', () => {
    const rest = { '==': [{ var: 'region' }, 'north'] }
    const draft = withPeriod(empty, rest, 'closeDate')
    expect(draft.filter).toEqual({ and: [rest, { inPeriod: [{ var: 'closeDate' }, { param: 'period' }] }] })
    expect(draft.params?.map(({ key }) => key)).toEqual(['period'])
    expect(splitPeriod(draft.filter)).toEqual({ date: 'closeDate', rest })
    const without = withPeriod(draft, rest, undefined)
    expect(without.filter).toEqual(rest)
    expect(without.params).toBeUndefined()
  })

  it('keeps the choice of where to begin when its date changes', () => {
    const chosen = withPeriodDefault(withPeriod(empty, undefined, 'closeDate'), { period: ['this', 'month'] })
    expect(withPeriod(chosen, undefined, 'createdAt').params?.[0]?.default).toEqual({ period: ['this', 'month'] })
  })

  it.each([
    [{ period: ['this', 'month'] }, [-1, 'month']],
    [{ period: ['last', 1, 'quarter'] }, [-1, 'quarter']],
    [{ period: ['rolling', 30, 'day'] }, [-30, 'day']],
    [{ period: ['between', '2026-01-01', '2026-01-11'] }, [-10, 'day']],
    [undefined, [-1, 'year']],
  ])('the one before %j is %j away', (period, shift) => {
    expect(shiftBefore(period)).toEqual(shift)
  })
})
