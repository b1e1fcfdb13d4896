import { describe, expect, it } from 'vitest'
import { setLanguage, startLanguage } from './i18n.ts'
import { kitTexts } from './kit-texts.ts'
import { labelText } from './label.ts'
import { defineTexts, missingTexts, textNow } from './texts.ts'

describe('texts', () => {
  it('of the kit exist in both languages', () => {
    expect(missingTexts(kitTexts)).toEqual([])
  })

  it('that one language lacks are named', () => {
    const texts = defineTexts('sample', {
      en: { a: 'A', only_one: '1', only_other: 'n' },
      'zh-CN': { a: '甲', b: '乙' },
    })
    expect(missingTexts(texts)).toEqual(['zh-CN lacks sample.only', 'en lacks sample.b'])
  })

  it('follow the language, with values and plurals', () => {
    setLanguage('en')
    expect(textNow(kitTexts, 'missing', { count: 2 })).toBe('2 to do')
    expect(textNow(kitTexts, 'cards', { count: 1 })).toBe('1 card')
    setLanguage('zh-CN')
    expect(textNow(kitTexts, 'missing', { count: 2 })).toBe('还差 2 项')
    expect(textNow(kitTexts, 'cards', { count: 1 })).toBe('1 条')
    setLanguage('en')
  })
})

describe('the language at the start', () => {
  it('is the last choice, else the first of the browser that we speak, else English', () => {
    expect(startLanguage('zh-CN', ['en-US'])).toBe('zh-CN')
    expect(startLanguage(null, ['de', 'zh-TW', 'en'])).toBe('zh-CN')
    expect(startLanguage('xx', ['en-GB', 'zh'])).toBe('en')
    expect(startLanguage(null, [])).toBe('en')
  })
})

describe('a label', () => {
  it('is read in the language of the reader, else in English, else as it was first given', () => {
    expect(labelText({ en: 'Deal', 'zh-CN': '商机' }, 'zh-CN')).toBe('商机')
    expect(labelText({ en: 'Deal' }, 'zh-CN')).toBe('Deal')
    expect(labelText({ de: 'Chance' }, 'en')).toBe('Chance')
    expect(labelText('Deal', 'zh-CN')).toBe('Deal')
    expect(labelText(undefined, 'en', 'deal')).toBe('deal')
  })
})
