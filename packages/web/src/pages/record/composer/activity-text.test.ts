import { expect, test } from 'vitest'
import { splitText } from './activity-text.ts'

test('one short line is a title alone', () => {
  expect(splitText(' They want two lines ', 200, '', 'Note')).toEqual({ title: 'They want two lines', body: null })
})

test('of more lines the first is the title and the whole the body', () => {
  expect(splitText('Called Xu\nTwo lines, both in May', 200, '', 'Call')).toEqual({
    title: 'Called Xu',
    body: 'Called Xu\nTwo lines, both in May',
  })
})

test('what is too long for a title is cut there, between characters, and kept whole in the body', () => {
  expect(splitText('两条产线', 2, '', 'Note')).toEqual({ title: '两条', body: '两条产线' })
})

test('the subject of a mail is its title; a photo without words is named by its kind', () => {
  expect(splitText('Dear all', 200, 'Offer', 'Email')).toEqual({ title: 'Offer', body: 'Dear all' })
  expect(splitText('', 200, '', 'Visit')).toEqual({ title: 'Visit', body: null })
})
