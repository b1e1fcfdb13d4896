import { describe, expect, it } from 'vitest'
import { setLanguage } from '../i18n/i18n.ts'
import { kitTexts } from '../i18n/kit-texts.ts'
import { textNow } from '../i18n/texts.ts'
import { dragWords } from './drag-words.ts'

const nameOf = (id: string) => ({ a: 'Budget', b: '预算' })[id] ?? id
const words = (placeOf?: (id: string) => string | undefined) =>
  dragWords((key, values) => textNow(kitTexts, key, values), { nameOf, ...(placeOf ? { placeOf } : {}) })
const held = (active: string, over: { readonly index: number } | string | null) => ({
  active: { id: active },
  over:
    over === null
      ? null
      : typeof over === 'string'
        ? { id: over, data: { current: undefined } }
        : { id: 'x', data: { current: { sortable: { index: over.index, items: ['a', 'x', 'c'] } } } },
})

describe('what is said of a drag', () => {
  it('is in the language of the reader', () => {
    setLanguage('en')
    const { announcements, screenReaderInstructions } = words()
    expect(screenReaderInstructions?.draggable).toContain('Space')
    expect(announcements.onDragStart(held('a', null))).toBe('Picked up Budget.')
    expect(announcements.onDragOver(held('a', { index: 1 }))).toBe('Budget is at place 2 of 3.')
    expect(announcements.onDragOver(held('x', { index: 1 }))).toBe('x is picked up, at place 2 of 3.')
    expect(announcements.onDragEnd(held('a', { index: 2 }))).toBe('Budget was put at place 3 of 3.')
    expect(announcements.onDragEnd(held('a', null))).toBe('Budget stays where it was.')
    setLanguage('zh-CN')
    expect(words().screenReaderInstructions?.draggable).toContain('空格')
    expect(words().announcements.onDragOver(held('b', { index: 1 }))).toBe('预算在第 2 位，共 3 位。')
    setLanguage('en')
  })

  it('names the place where places have names', () => {
    const { announcements } = words((id) => (id === 'won' ? 'Won' : undefined))
    expect(announcements.onDragOver(held('a', 'won'))).toBe('Budget is over Won.')
    expect(announcements.onDragEnd(held('a', 'won'))).toBe('Budget was dropped on Won.')
    expect(announcements.onDragOver(held('a', 'nowhere'))).toBeUndefined()
  })
})
