import { describe, expect, test } from 'vitest'
import { type Calendar, checkRule, type Env, evaluate, type Json, type Scope } from '../index.ts'
import { dayText, parseDay } from '../time/civil.ts'
import { dayStart, momentText, offsetAt, parseMoment, toMoment, toWall, wallOf } from '../time/instant.ts'
import { periodOf } from '../time/periods.ts'

const moment = (text: string): bigint => parseMoment(text) ?? expect.fail(text)
const day = (text: string): number => parseDay(text) ?? expect.fail(text)

describe('clocks', () => {
  test('an instant is read with any offset and written in UTC', () => {
    expect(momentText(moment('2026-11-22T09:30:00+08:00'))).toBe('2026-11-22T01:30:00.000Z')
    expect(momentText(moment('2026-11-22T09:30:00.123456Z'))).toBe('2026-11-22T09:30:00.123456Z')
    expect(momentText(moment('1969-12-31T23:59:59.999Z'))).toBe('1969-12-31T23:59:59.999Z')
  })
  test('what is no instant is refused', () => {
    for (const text of [
      '2026-11-22',
      '2026-11-22T09:30:00',
      '2026-02-29T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:00:00+99:00',
    ]) {
      expect(parseMoment(text)).toBeUndefined()
    }
  })
  test('a spring gap is stepped over, of a repeated hour the later one is meant', () => {
    const zone = 'America/New_York'
    const wall = (text: string, hours: number, minutes: number): bigint =>
      wallOf(day(text), BigInt(hours * 60 + minutes) * 60_000_000n)
    expect(momentText(toMoment(wall('2026-03-08', 2, 30), zone))).toBe('2026-03-08T07:30:00.000Z')
    expect(momentText(toMoment(wall('2026-11-01', 1, 30), zone))).toBe('2026-11-01T06:30:00.000Z')
    expect(offsetAt(moment('2026-03-08T07:00:00Z'), zone) - offsetAt(moment('2026-03-08T06:59:59.999999Z'), zone)).toBe(
      3_600_000_000n,
    )
    expect(toWall(moment('2026-03-08T07:00:00Z'), zone)).toBe(wall('2026-03-08', 3, 0))
  })
  test('a day begins at its first midnight, or where a gap swallowed midnight ends', () => {
    expect(momentText(dayStart(day('2026-11-01'), 'America/Havana'))).toBe('2026-11-01T04:00:00.000Z')
    expect(momentText(dayStart(day('2026-03-08'), 'America/Havana'))).toBe('2026-03-08T05:00:00.000Z')
  })
})

describe('periods around Sunday, 22 November 2026', () => {
  const year = { weekStart: 1, fiscalMonth: 4, fiscalDay: 1 }
  const shown = (...given: [Parameters<typeof periodOf>[0], number, Parameters<typeof periodOf>[2]]): string => {
    const { start, end } = periodOf(...given, day('2026-11-22'), year)
    return `${dayText(start)} ${dayText(end)}`
  }
  test('are half open', () => {
    expect(shown('this', 1, 'week')).toBe('2026-11-16 2026-11-23')
    expect(shown('last', 2, 'month')).toBe('2026-09-01 2026-11-01')
    expect(shown('next', 1, 'quarter')).toBe('2027-01-01 2027-04-01')
    expect(shown('rolling', 7, 'day')).toBe('2026-11-16 2026-11-23')
    expect(shown('toDate', 1, 'year')).toBe('2026-01-01 2026-11-23')
    expect(shown('this', 1, 'fiscalYear')).toBe('2026-04-01 2027-04-01')
    expect(shown('last', 1, 'fiscalQuarter')).toBe('2026-07-01 2026-10-01')
  })
})

describe('working time in Shanghai: nine to twelve, one to six, Golden Week off, Saturday 10 October worked', () => {
  const hours = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ]
  const calendar: Calendar = {
    zone: 'Asia/Shanghai',
    week: [hours, hours, hours, hours, hours, [], []],
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    workdays: ['2026-10-10'],
  }
  const scope: Scope = { entity: 'x', shape: () => ({ key: 'x', field: () => undefined }), calendars: ['office'] }
  const env: Env = {
    record: { id: '1' },
    now: '2026-10-09T10:00:00+08:00',
    zone: 'UTC',
    calendars: { office: calendar },
    calendar: 'office',
  }
  const value = (json: Json): unknown => {
    const { rule, problems } = checkRule(json, { scope, expects: 'any', mode: 'plain' })
    return rule === undefined ? problems : evaluate(rule, env)
  }
  test('days count from the first up to, not including, the last', () => {
    expect(value({ businessDaysBetween: ['2026-09-30', '2026-10-12'] })).toBe('4')
    expect(value({ businessDaysBetween: ['2026-10-12', '2026-09-30'] })).toBe('-4')
    expect(value({ businessDaysBetween: ['2026-10-01', '2026-10-08'] })).toBe('0')
  })
  test('hours outside the shifts do not count', () => {
    expect(value({ businessTimeBetween: ['2026-09-30T17:00:00+08:00', '2026-10-08T10:00:00+08:00'] })).toBe('PT2H')
    expect(value({ businessTimeBetween: ['2026-10-09T11:30:00+08:00', '2026-10-09T13:30:00+08:00'] })).toBe('PT1H')
    expect(value({ businessTimeBetween: ['2026-10-09T13:30:00+08:00', '2026-10-09T11:30:00+08:00'] })).toBe('-PT1H')
  })
  test('eight hours are hours, three days are working days at the same time', () => {
    expect(value({ addBusinessTime: [{ now: [] }, 'PT8H'] })).toBe('2026-10-10T02:00:00.000Z')
    expect(value({ addBusinessTime: [{ now: [] }, 'P3D'] })).toBe('2026-10-13T02:00:00.000Z')
    expect(value({ addBusinessTime: [{ now: [] }, '-PT2H'] })).toBe('2026-10-08T09:00:00.000Z')
    expect(value({ addBusinessTime: [{ now: [] }, 'PT1H', 'office'] })).toBe('2026-10-09T03:00:00.000Z')
  })
  test('a calendar that is not there is named', () => {
    expect(value({ addBusinessTime: [{ now: [] }, 'PT8H', 'ofice'] })).toMatchObject([
      { code: 'unknown_calendar', fix: { en: 'Did you mean "office"?' } },
    ])
  })
})
