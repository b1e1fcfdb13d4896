import { describe, expect, it } from 'vitest'
import { stageAge } from './stage-age.ts'

const stage = { outcome: 'open', expectDays: 4, expectBusiness: false } as const
const now = new Date('2026-11-22T12:00:00Z')

describe('the age of a record in its stage', () => {
  it('is calm within the expectation, late past it, very late past one and a half of it', () => {
    expect(stageAge('2026-11-18T12:00:00Z', stage, now)).toEqual({ days: 4, tone: 'calm' })
    expect(stageAge('2026-11-17T12:00:00Z', stage, now)).toEqual({ days: 5, tone: 'late' })
    expect(stageAge('2026-11-15T12:00:00Z', stage, now)).toEqual({ days: 7, tone: 'veryLate' })
  })
  it('shows calendar days and compares working days where the stage expects those', () => {
    // From Tuesday noon to Sunday noon lie three working days.
    expect(stageAge('2026-11-17T12:00:00Z', { ...stage, expectBusiness: true }, now)).toEqual({ days: 5, tone: 'calm' })
    expect(stageAge('2026-11-16T12:00:00Z', { ...stage, expectDays: 3, expectBusiness: true }, now)).toEqual({
      days: 6,
      tone: 'late',
    })
  })
  it('is calm where nothing is expected, and unknown without a date or in a stage that ends', () => {
    expect(stageAge('2020-01-01T00:00:00Z', { ...stage, expectDays: undefined }, now)?.tone).toBe('calm')
    expect(stageAge(undefined, stage, now)).toBeNull()
    expect(stageAge('2026-11-15T12:00:00Z', { ...stage, outcome: 'won' }, now)).toBeNull()
  })
})
