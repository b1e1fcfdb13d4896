import { expect, it } from 'vitest'
import { placeColumns, scrollFor } from './place-columns.ts'

const column = (key: string, width: number) => ({ key, label: key, width, cell: () => null })
const columns = [column('a', 200), column('b', 100), column('c', 100), column('d', 100)]

it('keeps the first columns where they are, one beside the other', () => {
  expect(placeColumns(columns, 2, 44).map(({ left }) => left)).toEqual([44, 244, undefined, undefined])
})

it('scrolls no further than it takes to see a column whole, beside those that stay', () => {
  const placed = placeColumns(columns, 1, 44)
  expect(scrollFor(placed, 3, 44, 0, 400)).toBe(144)
  expect(scrollFor(placed, 1, 44, 144, 400)).toBe(0)
  expect(scrollFor(placed, 0, 44, 144, 400)).toBe(144)
  expect(scrollFor(placed, 2, 44, 60, 400)).toBe(60)
})
