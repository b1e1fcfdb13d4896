import { describe, expect, it } from 'vitest'
import { addMonths, daysBetween, instantAt, localTime, shownDays, weekdayOf, weekOf } from './days.ts'

describe('days of a calendar', () => {
  it('know their weekday and their week, wherever the week begins', () => {
    expect(weekdayOf('2026-11-22')).toBe(7)
    expect(weekOf('2026-11-22', 1)).toBe('2026-11-16')
    expect(weekOf('2026-11-22', 7)).toBe('2026-11-22')
  })

  it('are those of whole weeks round a month', () => {
    const november = shownDays('2026-11-22', 'month', 1)
    expect([november[0], november.at(-1), november.length]).toEqual(['2026-10-26', '2026-12-06', 42])
    const february = shownDays('2027-02-10', 'month', 1)
    expect([february[0], february.at(-1), february.length]).toEqual(['2027-02-01', '2027-02-28', 28])
  })

  it('stay in the month when the next one is shorter', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  })

  it('count across years', () => {
    expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3)
  })

  it('begin when the reader’s clock says so', () => {
    expect(instantAt('2026-11-22', '09:30', 'Asia/Shanghai')).toBe('2026-11-22T01:30:00.000Z')
    expect(localTime('2026-11-22T16:30:00Z', 'Asia/Shanghai')).toBe('2026-11-23 00:30')
    expect(instantAt('2026-03-29', '12:00', 'Europe/Berlin')).toBe('2026-03-29T10:00:00.000Z')
    expect(instantAt('2026-03-28', '12:00', 'Europe/Berlin')).toBe('2026-03-28T11:00:00.000Z')
  })
})
