import { describe, expect, test } from 'vitest'
import { guessDateFormat, parseDateCell, parseInstantCell, startOfDay } from './time-cell.ts'

const ok = (value: string | null) => ({ ok: true, value })
const code = (parsed: { readonly ok: boolean }) =>
  'problems' in parsed && Array.isArray(parsed.problems) ? parsed.problems.map((problem) => problem.code) : []

describe('a date in a file', () => {
  test.each([
    ['2026-11-22', undefined, '2026-11-22'],
    ['2026/1/5', undefined, '2026-01-05'],
    ['2026.1.5', undefined, '2026-01-05'],
    ['2026年1月5日', undefined, '2026-01-05'],
    ['20260105', undefined, '2026-01-05'],
    ['2026-01-05T00:00:00', undefined, '2026-01-05'],
    ['5 Jan 2026', undefined, '2026-01-05'],
    ['5-Jan-2026', undefined, '2026-01-05'],
    ['January 5, 2026', undefined, '2026-01-05'],
    ['1/5/2026', 'M/D/YYYY', '2026-01-05'],
    ['1/5/2026', 'D/M/YYYY', '2026-05-01'],
    ['05.01.2026', 'DD.MM.YYYY', '2026-01-05'],
    ['12/31/17', 'M/D/YYYY', '2017-12-31'],
    ['12/31/51', 'M/D/YYYY', '1951-12-31'],
    [' 10/20/2016 ', 'M/D/YYYY', '2016-10-20'],
    ['2026-11-22', 'M/D/YYYY', '2026-11-22'],
  ])('%s by %s is %s', (cell, format, expected) => {
    expect(parseDateCell(cell, format)).toEqual(ok(expected))
  })

  test('is asked about when day and month cannot be told apart', () => {
    expect(code(parseDateCell('1/5/2026', undefined))).toEqual(['unclear_format'])
  })

  test('that is on no calendar is out of range', () => {
    expect(code(parseDateCell('2/30/2026', 'M/D/YYYY'))).toEqual(['out_of_range'])
    expect(code(parseDateCell('2026-13-01', undefined))).toEqual(['out_of_range'])
    expect(code(parseDateCell('31/12/2026', 'M/D/YYYY'))).toEqual(['out_of_range'])
  })

  test('with a time loses nothing silently', () => {
    expect(parseDateCell('2026-11-22 00:00:00', undefined)).toEqual(ok('2026-11-22'))
    expect(code(parseDateCell('2026-11-22 14:05', undefined))).toEqual(['wrong_type'])
  })

  test('that is no date is refused', () => {
    for (const cell of ['soon', '2026', '1/2', '2026-11-22x', '99'])
      expect(code(parseDateCell(cell, undefined))).toEqual(['wrong_type'])
  })
})

describe('a moment in a file', () => {
  test.each([
    ['2026-11-22 14:05', undefined, '2026-11-22T06:05:00.000Z'],
    ['2026/11/22 2:05 PM', undefined, '2026-11-22T06:05:00.000Z'],
    ['2026年11月22日 下午2点5分', undefined, '2026-11-22T06:05:00.000Z'],
    ['2026年11月22日14:05:30', undefined, '2026-11-22T06:05:30.000Z'],
    ['11/22/2026 12:00 AM', 'M/D/YYYY', '2026-11-21T16:00:00.000Z'],
    ['2026-11-22', undefined, '2026-11-21T16:00:00.000Z'],
    ['2026-11-22T14:05:00Z', undefined, '2026-11-22T14:05:00.000Z'],
    ['2026-11-22 14:05:00+01:00', undefined, '2026-11-22T13:05:00.000Z'],
  ])('%s by %s in Shanghai is %s', (cell, format, expected) => {
    expect(parseInstantCell(cell, format, 'Asia/Shanghai')).toEqual(ok(expected))
  })

  test('that no clock shows is refused', () => {
    expect(parseInstantCell('2026-11-22 25:00', undefined, 'UTC').ok).toBe(false)
    expect(parseInstantCell('2026-11-22 13:00 PM', undefined, 'UTC').ok).toBe(false)
  })

  test('a day starts at the first moment its zone has', () => {
    expect(startOfDay('2017-03-01', 'Asia/Shanghai')).toEqual(ok('2017-02-28T16:00:00.000Z'))
    // Clocks went from 00:00 to 01:00.
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toEqual(ok('2018-11-04T03:00:00.000Z'))
  })
})

describe('the format of a column', () => {
  test.each([
    [['10/20/2016', '3/1/2017'], { format: 'M/D/YYYY', certain: true }],
    [['20/10/2016', '1/3/2017'], { format: 'D/M/YYYY', certain: true }],
    [['1/2/2017', '3/4/2017'], { format: 'M/D/YYYY', certain: false }],
    [['2016-10-20', ''], { format: 'YYYY-MM-DD', certain: true }],
    [['2016/10/20'], { format: 'YYYY/M/D', certain: true }],
    [['2016年10月20日'], { format: 'YYYY年M月D日', certain: true }],
    [['20.10.2016', '01.03.2017'], { format: 'DD.MM.YYYY', certain: true }],
    [['20161020'], { format: 'YYYYMMDD', certain: true }],
    [['10/20/2016 14:05'], { format: 'M/D/YYYY', certain: true }],
  ])('%j is %j', (samples, expected) => {
    expect(guessDateFormat(samples)).toEqual(expected)
  })

  test('is none where something is no date', () => {
    expect(guessDateFormat(['10/20/2016', 'soon'])).toBeUndefined()
    expect(guessDateFormat(['', ' '])).toBeUndefined()
    expect(guessDateFormat(['1234', '42'])).toBeUndefined()
  })
})
