import { describe, expect, it } from 'vitest'
import { parseDay, parseDayTime } from './parse-day.ts'

describe('a typed day', () => {
  it('is read in the ways that people write one', () => {
    const texts = ['2026-11-22', '2026/11/2', '2026.1.2', '2026年11月22日', '20261122', ' 11-22 ', '3月5日']
    expect(texts.map((text) => parseDay(text, '2027-01-01'))).toEqual([
      '2026-11-22',
      '2026-11-02',
      '2026-01-02',
      '2026-11-22',
      '2026-11-22',
      '2027-11-22',
      '2027-03-05',
    ])
  })
  it('is none when there is no such day', () => {
    expect(
      ['2026-02-30', '2026-13-01', '22/11/2026', 'soon', '2026-1'].map((text) => parseDay(text, '2026-01-01')),
    ).toEqual([null, null, null, null, null])
  })
})

describe('a typed time', () => {
  it('follows the day', () => {
    expect(
      ['2026-11-22 14:05', '2026-11-22T9:30', '11-22 1405', '2026-11-22 25:00'].map((text) =>
        parseDayTime(text, '2026-01-01', ''),
      ),
    ).toEqual(['2026-11-22 14:05', '2026-11-22 09:30', '2026-11-22 14:05', null])
  })
  it('stays as it was when only the day is typed', () => {
    expect(parseDayTime('2026-11-23', '2026-01-01', '2026-11-22 16:20')).toBe('2026-11-23 16:20')
    expect(parseDayTime('2026-11-23', '2026-01-01', '')).toBe('2026-11-23 09:00')
  })
})
