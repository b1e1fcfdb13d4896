import { describe, expect, it } from 'vitest'
import { pastedValue } from './read-pasted.ts'

const stage = {
  key: 'stage',
  type: 'choice',
  options: [{ key: 'new', label: { en: 'New customer', 'zh-CN': '新签' } }],
}

describe('a pasted text', () => {
  it('is an option by its key or any of its labels', () => {
    expect(['new', 'NEW customer', '新签', 'old'].map((text) => pastedValue(stage, text, null))).toEqual([
      'new',
      'new',
      'new',
      undefined,
    ])
  })
  it('is a number as spreadsheets write it', () => {
    const field = { key: 'n', type: 'number' }
    expect(['1,200', '(35.5)', '¥ 8', 'ten'].map((text) => pastedValue(field, text, null))).toEqual([
      '1200',
      '-35.5',
      '8',
      undefined,
    ])
  })
  it('is an amount in the currency that stands there', () => {
    expect(pastedValue({ key: 'm', type: 'money' }, '1,200.50', { amount: '1', currency: 'USD' })).toEqual({
      amount: '1200.50',
      currency: 'USD',
    })
  })
  it('is a share when it has a percent sign', () => {
    const field = { key: 'p', type: 'percent' }
    expect(['15%', '7.5%', '0.15'].map((text) => pastedValue(field, text, null))).toEqual(['0.15', '0.075', '0.15'])
  })
  it('is a day in the ways that people write one', () => {
    const field = { key: 'd', type: 'date' }
    expect(['2026/1/5', '2026-01-05', '2026年1月5日', '1/5'].map((text) => pastedValue(field, text, null))).toEqual([
      '2026-01-05',
      '2026-01-05',
      '2026-01-05',
      undefined,
    ])
  })
  it('empties when it is empty', () => {
    expect(pastedValue(stage, ' ', 'new')).toBeNull()
  })
})
