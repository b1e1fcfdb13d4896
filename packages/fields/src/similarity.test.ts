import { expect, test } from 'vitest'
import { nearest, similarity } from './similarity.ts'

test('names that differ in case, spaces and punctuation only are alike', () => {
  expect(similarity('GTXPro', 'GTX Pro')).toBe(1)
  expect(similarity('Acme Corp.', 'ACME CORP')).toBe(1)
  expect(similarity('（上海）星海', '(上海) 星海')).toBe(1)
})

test('each wrong, missing or swapped letter makes them less alike', () => {
  expect(similarity('Kan-code', 'Kancode')).toBe(1)
  expect(similarity('abcd', 'abdc')).toBe(0.75)
  expect(similarity('Rangreen', 'Rangren')).toBe(0.875)
  expect(similarity('a', 'b')).toBe(0)
})

test('the nearest candidate is offered, and none when all are far', () => {
  const products = ['GTX Basic', 'GTX Pro', 'GTX Plus Basic', 'GTX Plus Pro', 'MG Special', 'MG Advanced', 'GTK 500']
  expect(nearest('GTXPro', products)).toBe('GTX Pro')
  expect(nearest('GTX Plus Porr', products)).toBe('GTX Plus Pro')
  expect(nearest('Umbrella', products)).toBeUndefined()
  expect(nearest('', products)).toBeUndefined()
})

test('long texts take little time', () => {
  expect(similarity('x'.repeat(1_000_000), 'y'.repeat(1_000_000))).toBe(0)
})
