import { describe, expect, it } from 'vitest'
import { daysSince, formatDateTime, formatRelative } from './date.ts'
import { formatMoney, formatMoneyShort } from './money.ts'
import { formatBig, formatNumber, formatPercent } from './number.ts'
import { defaultFormat, type FormatSettings } from './settings.ts'

const plain: FormatSettings = { ...defaultFormat, language: 'zh-CN', zone: 'Asia/Shanghai' }
const wan: FormatSettings = { ...plain, bigNumbers: 'wan' }

describe('numbers', () => {
  it('are grouped by thousands with the decimals they came with', () => {
    expect(formatNumber('1234567.50')).toBe('1,234,567.50')
    expect(formatNumber('-1234')).toBe('-1,234')
    expect(formatNumber('999')).toBe('999')
  })

  it('keep every digit of a long decimal', () => {
    expect(formatNumber('12345678901234567890123456789012345678')).toBe(
      '12,345,678,901,234,567,890,123,456,789,012,345,678',
    )
  })

  it('round half away from zero when a scale is asked for', () => {
    expect(formatNumber('2.5', 0)).toBe('3')
    expect(formatNumber('-2.5', 0)).toBe('-3')
    expect(formatNumber('0.995', 2)).toBe('1.00')
    expect(formatNumber('1', 2)).toBe('1.00')
  })

  it('never write minus zero', () => {
    expect(formatNumber('-0.001', 2)).toBe('0.00')
  })

  it('give back what is no decimal', () => {
    expect(formatNumber('n/a')).toBe('n/a')
  })

  it('are written in 万 and 亿 on wish, from ten thousand on', () => {
    expect(formatBig('9999', wan)).toBe('9,999')
    expect(formatBig('1280000', wan)).toBe('128.0万')
    expect(formatBig('17661000', wan)).toBe('1,766.1万')
    expect(formatBig('123456789', wan)).toBe('1.2亿')
    expect(formatBig('-86500', wan)).toBe('-8.7万')
    expect(formatBig('1280000', plain)).toBe('1,280,000')
    expect(formatBig('1280000', { ...wan, language: 'en' })).toBe('1,280,000')
  })

  it('as percentages move the point exactly', () => {
    expect(formatPercent('0.155')).toBe('15.5%')
    expect(formatPercent('0.1500')).toBe('15%')
    expect(formatPercent('1')).toBe('100%')
    expect(formatPercent('0.005')).toBe('0.5%')
    expect(formatPercent('-0.2')).toBe('-20%')
  })
})

describe('money', () => {
  it('has a sign for the home currency and a code for others', () => {
    expect(formatMoney({ amount: '1280000.00', currency: 'CNY' }, plain)).toBe('¥1,280,000')
    expect(formatMoney({ amount: '12.50', currency: 'CNY' }, plain)).toBe('¥12.50')
    expect(formatMoney({ amount: '-12.50', currency: 'USD' }, plain)).toBe('-USD 12.50')
  })

  it('leaves the sign out where 万 says that it is the home currency', () => {
    expect(formatMoney({ amount: '1280000.00', currency: 'CNY' }, wan)).toBe('128.0万')
    expect(formatMoney({ amount: '1280000.00', currency: 'USD' }, wan)).toBe('USD 128.0万')
  })
})

describe('time', () => {
  const now = new Date('2026-11-22T06:00:00Z')

  it('is shown in the zone of the reader', () => {
    expect(formatDateTime('2026-11-22T16:30:00Z', plain)).toBe('2026-11-23 00:30')
  })

  it('is told relative to now', () => {
    expect(formatRelative('2026-11-22T05:59:40Z', now, 'en')).toBeNull()
    expect(formatRelative('2026-11-22T04:00:00Z', now, 'en')).toBe('2 hr. ago')
    expect(formatRelative('2026-11-16T06:00:00Z', now, 'zh-CN')).toBe('6天前')
  })

  it('counts whole days, never less than none', () => {
    expect(daysSince('2026-11-16T07:00:00Z', now)).toBe(5)
    expect(daysSince('2026-12-01T00:00:00Z', now)).toBe(0)
  })
})

describe('an amount in short', () => {
  const short = (amount: string, settings: FormatSettings) => formatMoneyShort({ amount, currency: 'CNY' }, settings)
  it('keeps three digits in English and one decimal in Chinese', () => {
    const amounts = ['9999', '50800', '508200', '5082000', '-12000000', '1000000000']
    expect(amounts.map((amount) => short(amount, { ...plain, language: 'en' }))).toEqual([
      '¥9,999',
      '¥50.8k',
      '¥508k',
      '¥5.08M',
      '-¥12M',
      '¥1B',
    ])
    expect(amounts.map((amount) => short(amount, wan))).toEqual([
      '¥9,999',
      '5.1万',
      '50.8万',
      '508.2万',
      '-1,200.0万',
      '10.0亿',
    ])
  })
})
