import { describe, expect, it } from 'vitest'
import { placeItems } from './place-items.ts'

const item = (id: string, from: string, to = from, time = '') => ({ record: { id, version: 1 }, from, to, time })
const placed = (...items: readonly ReturnType<typeof item>[]) =>
  placeItems(items, '2026-11-16').map((each) => [each.item.record.id, each.column, each.days, each.line, each.isCut])

describe('items of a week', () => {
  it('lie below each other where their days meet, and beside each other where they do not', () => {
    expect(
      placed(item('long', '2026-11-16', '2026-11-18'), item('middle', '2026-11-17'), item('late', '2026-11-20')),
    ).toEqual([
      ['long', 0, 3, 0, false],
      ['middle', 1, 1, 1, false],
      ['late', 4, 1, 0, false],
    ])
  })

  it('are cut at the ends of the week', () => {
    expect(placed(item('cut', '2026-11-10', '2026-11-30'))).toEqual([['cut', 0, 7, 0, true]])
  })

  it('come in the order of their times within a day', () => {
    expect(
      placed(item('b', '2026-11-17', '2026-11-17', '14:00'), item('a', '2026-11-17', '2026-11-17', '09:00')),
    ).toEqual([
      ['a', 1, 1, 0, false],
      ['b', 1, 1, 1, false],
    ])
  })

  it('leave out what lies elsewhere', () => {
    expect(placed(item('before', '2026-11-15'), item('after', '2026-11-23'))).toEqual([])
  })
})
