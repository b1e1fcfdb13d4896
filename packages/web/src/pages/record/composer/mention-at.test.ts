import { expect, test } from 'vitest'
import { mentionAt, withMention } from './mention-at.ts'

test('a mention is being typed from its @ to the caret', () => {
  expect(mentionAt('@', 1)).toEqual({ from: 0, text: '' })
  expect(mentionAt('Ask @li', 7)).toEqual({ from: 4, text: 'li' })
  expect(mentionAt('徐敏确认，@李', 7)).toEqual({ from: 5, text: '李' })
})

test('an address is no mention, and a name ends at a space or a stop', () => {
  expect(mentionAt('ann@example', 11)).toBeUndefined()
  expect(mentionAt('@Ann said', 9)).toBeUndefined()
  expect(mentionAt('@Ann,', 5)).toBeUndefined()
})

test('choosing a person puts the whole name there, with one space behind', () => {
  expect(withMention('Ask @li today', 7, { from: 4, text: 'li' }, '李娜')).toEqual({
    text: 'Ask @李娜 today',
    caret: 8,
  })
  expect(withMention('@', 1, { from: 0, text: '' }, 'Ann')).toEqual({ text: '@Ann ', caret: 5 })
})
