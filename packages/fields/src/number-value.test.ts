import { describe, expect, test } from 'vitest'
import { compareDecimals, readDecimal, shiftPoint, toScale } from './decimal.ts'
import { parseNumberCell, readCellNumber } from './number-value.ts'

describe('a number in a file', () => {
  test.each([
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234 567', '1234567'],
    ["1'234.5", '1234.5'],
    ['12,345,678', '12345678'],
    ['1,2345,6789', '123456789'],
    ['1.234.567', '1234567'],
    ['3,5', '3.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['１２３．４', '123.4'],
    ['(1,200)', '-1200'],
    ['1200-', '-1200'],
    ['−7', '-7'],
    ['+7', '7'],
    ['12.5%', '0.125'],
    ['12.8万', '128000'],
    ['1.2亿', '120000000'],
    ['3千', '3000'],
    ['1.5E+3', '1500'],
    ['1.38001380001E+10', '13800138000.1'],
    ['-0', '0'],
    ['000123', '123'],
  ])('%s is %s', (cell, expected) => {
    expect(readCellNumber(cell)).toBe(expected)
  })

  test.each([
    'abc',
    '1,23,4',
    '12,3456',
    '1.2.3',
    '1-2',
    '--1',
    '1 2',
    '(-1)',
    '1e999',
    '',
    '1,234,56.7',
    'NaN',
    'Infinity',
    '0x10',
  ])('%s is none', (cell) => {
    expect(readCellNumber(cell)).toBeUndefined()
  })

  test('the column says when the comma is the point', () => {
    expect(readCellNumber('1.234', '1.234,56')).toBe('1234')
    expect(readCellNumber('1,234', '1.234,56')).toBe('1.234')
    expect(readCellNumber('1,234', '1,234.56')).toBe('1234')
  })

  test('is rounded half away from zero only when the mapping says so', () => {
    const limits = { precision: 18, scale: 1 }
    expect(parseNumberCell('-2.25', { round: true }, limits)).toEqual({ ok: true, value: '-2.3' })
    expect(parseNumberCell('2.25', {}, limits)).toMatchObject({ ok: false, problems: [{ code: 'too_many_decimals' }] })
    expect(parseNumberCell('9.99', { round: true }, { precision: 2, scale: 1 })).toMatchObject({
      problems: [{ code: 'out_of_range' }],
    })
  })
})

describe('decimals', () => {
  test.each([
    ['0.05', 1, '0.1'],
    ['-0.04', 1, '0.0'],
    ['-0.05', 1, '-0.1'],
    ['999.995', 2, '1000.00'],
    ['1', 3, '1.000'],
    ['12345678901234567890123456789012345678.5', 0, '12345678901234567890123456789012345679'],
  ])('%s with %i decimals is %s', (decimal, scale, expected) => {
    expect(toScale(decimal, scale)).toBe(expected)
  })

  test('compare by value', () => {
    expect(compareDecimals('1.10', '1.1')).toBe(0)
    expect(compareDecimals('-2', '-1.5')).toBeLessThan(0)
    expect(compareDecimals('10', '9.999999999999999999999')).toBeGreaterThan(0)
  })

  test('move their point exactly', () => {
    expect(shiftPoint('0.15', 2)).toBe('15')
    expect(shiftPoint('12', -3)).toBe('0.012')
    expect(shiftPoint('-1.5', 4)).toBe('-15000')
  })

  test('come from JSON numbers that have lost nothing', () => {
    expect(readDecimal(0.1)).toBe('0.1')
    expect(readDecimal(1e-7)).toBe('0.0000001')
    expect(readDecimal(-0)).toBe('0')
    expect(readDecimal(2 ** 53)).toBeUndefined()
    expect(readDecimal(Number.NaN)).toBeUndefined()
    expect(readDecimal(Number.POSITIVE_INFINITY)).toBeUndefined()
  })
})
