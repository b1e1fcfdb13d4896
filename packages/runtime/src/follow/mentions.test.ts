import { expect, test } from 'vitest'
import { mentionedIn } from './mentions.ts'

const people = [
  { id: 'ann', name: 'Ann', email: 'ann@example.com' },
  { id: 'anna', name: 'Anna Lee', email: 'anna@example.com' },
  { id: 'li', name: '李娜', email: 'li@example.com' },
  { id: 'other', name: '李娜', email: 'other@example.com' },
]
const idsIn = (text: string): readonly string[] => mentionedIn(text, people).map(({ id }) => id)

test('a name behind @ mentions its person, whatever the case and whatever follows', () => {
  expect(idsIn('@Ann, please look')).toEqual(['ann'])
  expect(idsIn('ask @ann.')).toEqual(['ann'])
  expect(idsIn('(@ANN)')).toEqual(['ann'])
})

test('the longer name counts, and part of a word is no name', () => {
  expect(idsIn('@Anna Lee knows')).toEqual(['anna'])
  expect(idsIn('@Annabel knows')).toEqual([])
})

test('Chinese names need no space behind them; of two people with one name both are meant', () => {
  expect(idsIn('徐敏确认，@李娜请补一版节拍数据')).toEqual(['li', 'other'])
})

test('an address means exactly one', () => {
  expect(idsIn('@other@example.com 请看')).toEqual(['other'])
})

test('each person is found once, and an address alone mentions nobody', () => {
  expect(idsIn('@Ann @ann')).toEqual(['ann'])
  expect(idsIn('write to ann@example.com')).toEqual([])
  expect(idsIn('nothing here')).toEqual([])
})
