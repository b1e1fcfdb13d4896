import { expect, it } from 'vitest'
import { readSort, sortedBy, writeSort } from './sorts.ts'

it('an order is read and written without loss', () => {
  expect(readSort('-amount,name')).toEqual([
    { key: 'amount', descending: true },
    { key: 'name', descending: false },
  ])
  expect(writeSort(readSort('-amount,name'))).toBe('-amount,name')
  expect(readSort('')).toEqual([])
})

it('a click sorts by a column alone and turns it round; with Shift it comes after the others', () => {
  expect(sortedBy('', 'name', false)).toBe('name')
  expect(sortedBy('name', 'name', false)).toBe('-name')
  expect(sortedBy('-name', 'name', false)).toBe('name')
  expect(sortedBy('name,amount', 'name', false)).toBe('name')
  expect(sortedBy('-amount', 'name', true)).toBe('-amount,name')
  expect(sortedBy('-amount,name', 'name', true)).toBe('-amount,-name')
})
