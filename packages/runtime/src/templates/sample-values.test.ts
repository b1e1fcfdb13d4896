import { expect, it } from 'vitest'
import { type SampleContext, sampleId, sampleValue } from './sample-values.ts'

const context: SampleContext = {
  now: new Date('2026-11-22T01:00:00Z'),
  zone: 'Asia/Shanghai',
  idOf: (key) => (key === 'acme' ? 'an-id' : undefined),
}

it.each([
  ['a literal stays', 'text', false, 'text'],
  ['another record is its id', { sample: 'acme' }, false, 'an-id'],
  ['an unknown record is nothing', { sample: 'nobody' }, false, undefined],
  ['a day ago, in the zone of the workspace', { daysAgo: 1 }, false, '2026-11-21'],
  ['a day ahead', { daysAgo: -10 }, false, '2026-12-02'],
  ['the first of this month', { monthsAgo: 0 }, false, '2026-11-01'],
  ['the first of a month of another year', { monthsAgo: 11 }, false, '2025-12-01'],
  ['a moment', { daysAgo: 2 }, true, '2026-11-20T01:00:00.000Z'],
  ['a clock time, in the zone of the workspace', { daysAgo: 2, at: '17:30' }, true, '2026-11-20T09:30:00.000Z'],
  ['today later than now is now', { daysAgo: 0, at: '17:30' }, true, '2026-11-22T01:00:00.000Z'],
  ['a moment ahead', { daysAgo: -1, at: '14:00' }, true, '2026-11-23T06:00:00.000Z'],
  [
    'lists and rows are looked through',
    [{ product: { sample: 'acme' }, quantity: '2' }],
    false,
    [{ product: 'an-id', quantity: '2' }],
  ],
  ['a unique field stays', { key: 'east' }, false, { key: 'east' }],
])('%s', (_, value, instant, expected) => {
  expect(sampleValue(context, value, instant)).toEqual(expected)
})

it('gives a record the same id whenever it is asked, and another one in another workspace', () => {
  expect(sampleId('main', 'account', 'acme')).toBe(sampleId('main', 'account', 'acme'))
  expect(sampleId('main', 'account', 'acme')).not.toBe(sampleId('other', 'account', 'acme'))
  expect(sampleId('main', 'account', 'acme')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})
