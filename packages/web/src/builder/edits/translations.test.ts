import type { Document } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { applyTexts, labelRows, missingIn, setLabelAt, textOf, withLanguage } from './translations.ts'

const languages = ['en', 'zh-CN']
const deal: Document = {
  kind: 'entity',
  specVersion: 1,
  id: 'ent_deal',
  key: 'deal',
  label: { en: 'Deal', 'zh-CN': '商机' },
  fields: [
    { id: 'fld_name', key: 'name', type: 'text', label: 'Name' },
    { id: 'fld_budget', key: 'budget', type: 'number', label: { en: 'Budget' }, help: { 'zh-CN': '含税' } },
    { id: 'fld_code', key: 'code', type: 'text' },
  ],
}
const sales: Document = {
  kind: 'approval',
  specVersion: 1,
  id: 'apr_a',
  key: 'discount',
  label: { en: 'Discount', 'zh-CN': '折扣' },
  entity: 'deal',
  noApprover: { to: 'owner' },
  steps: [{ id: 'stp_a', type: 'approve', label: { en: 'Manager' }, approvers: ['owner'] }],
}
const rows = labelRows([deal, sales], languages)
const at = (address: string) => {
  const row = rows.find((each) => each.address === address)
  if (!row) throw new Error(address)
  return row
}

it('finds every text, and what people see by name but has none', () => {
  expect(rows.map((row) => row.address)).toEqual([
    'ent_deal/label',
    'ent_deal/fields/fld_name/label',
    'ent_deal/fields/fld_budget/label',
    'ent_deal/fields/fld_budget/help',
    'ent_deal/fields/code/label',
    'apr_a/label',
    'apr_a/steps/stp_a/label',
  ])
})

it('knows what is missing; a plain text says the same in every language', () => {
  expect(missingIn(at('ent_deal/fields/fld_name/label'), languages)).toEqual([])
  expect(missingIn(at('ent_deal/fields/fld_budget/label'), languages)).toEqual(['zh-CN'])
  expect(missingIn(at('ent_deal/fields/fld_budget/help'), languages)).toEqual(['en'])
  expect(missingIn(at('ent_deal/fields/code/label'), languages)).toEqual(languages)
})

describe('a text', () => {
  it('is changed in one language, in its place', () => {
    const row = at('apr_a/steps/stp_a/label')
    const label = withLanguage(row.label, 'zh-CN', '上级', languages)
    expect(setLabelAt(sales, row.path, label)).toEqual({
      ...sales,
      steps: [{ id: 'stp_a', type: 'approve', label: { en: 'Manager', 'zh-CN': '上级' }, approvers: ['owner'] }],
    })
  })

  it('that was the same in all becomes one of its own, and an empty one goes', () => {
    expect(withLanguage('Name', 'zh-CN', '名称', languages)).toEqual({ en: 'Name', 'zh-CN': '名称' })
    expect(withLanguage({ en: 'Budget' }, 'en', ' ', languages)).toBeUndefined()
    expect(textOf({ en: 'Budget' }, 'de')).toBe('')
  })
})

it('many are taken over at once, each document once; unknown places are counted', () => {
  const answer = applyTexts(
    [deal, sales],
    [
      { address: 'ent_deal/fields/fld_budget/label', language: 'zh-CN', text: '预算' },
      { address: 'ent_deal/fields/code/label', language: 'en', text: 'Code' },
      { address: 'ent_deal/fields/code/label', language: 'zh-CN', text: '编号' },
      { address: 'apr_a/label', language: 'en', text: 'Discount' },
      { address: 'ent_gone/label', language: 'en', text: 'x' },
    ],
    languages,
  )
  expect([answer.changed, answer.unknown, answer.documents.length]).toEqual([3, 1, 1])
  expect(JSON.stringify(answer.documents[0])).toContain('{"en":"Code","zh-CN":"编号"}')
})
