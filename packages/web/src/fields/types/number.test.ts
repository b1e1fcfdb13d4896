import { describe, expect, it } from 'vitest'
import { shiftDecimal } from './number.tsx'

describe('a percent', () => {
  it('is entered as people say it and stored as a fraction, exactly', () => {
    expect(shiftDecimal('15', -2)).toBe('0.15')
    expect(shiftDecimal('15.5', -2)).toBe('0.155')
    expect(shiftDecimal('0.15', 2)).toBe('15')
    expect(shiftDecimal('1', 2)).toBe('100')
    expect(shiftDecimal('-5', -2)).toBe('-0.05')
    expect(shiftDecimal('0.000001', 2)).toBe('0.0001')
  })
  it('leaves unfinished input alone', () => {
    expect(shiftDecimal('', -2)).toBe('')
    expect(shiftDecimal('-', -2)).toBe('-')
    expect(shiftDecimal('abc', -2)).toBe('abc')
  })
})
