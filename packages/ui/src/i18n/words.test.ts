import { describe, expect, it } from 'vitest'
import { inSentence, pluralOf } from './words.ts'

describe('several of what a label names', () => {
  it('follows English spelling', () => {
    expect(
      ['Deal', 'Company', 'Survey', 'Address', 'Box', 'Branch', 'Salesperson'].map((word) => pluralOf(word, 'en')),
    ).toEqual(['Deals', 'Companies', 'Surveys', 'Addresses', 'Boxes', 'Branches', 'Salespeople'])
  })
  it('leaves other languages and short names alone', () => {
    expect([pluralOf('商机', 'zh-CN'), pluralOf('商机', 'en'), pluralOf('POC', 'en')]).toEqual(['商机', '商机', 'POC'])
  })
})

describe('a label within a sentence', () => {
  it('begins small when it is an ordinary word', () => {
    expect(['Deal', 'Exchange rate', 'POC', 'Sales VP', '商机'].map((word) => inSentence(word, 'en'))).toEqual([
      'deal',
      'exchange rate',
      'POC',
      'Sales VP',
      '商机',
    ])
  })
})
