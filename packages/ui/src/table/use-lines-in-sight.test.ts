import { expect, it } from 'vitest'
import { stretchAt, topFor } from './use-lines-in-sight.ts'

it('the lines in sight follow from how far the pane is scrolled', () => {
  expect(stretchAt(0, 360, 36, 1_000)).toEqual({ first: 0, last: 9 })
  expect(stretchAt(50, 360, 36, 1_000)).toEqual({ first: 1, last: 11 })
  expect(stretchAt(35_900, 360, 36, 1_000)).toEqual({ first: 997, last: 999 })
  expect(stretchAt(0, 360, 36, 0)).toEqual({ first: 0, last: 0 })
})

it('a line is brought in sight by the shortest way', () => {
  expect(topFor(5, 0, 360, 36)).toBe(0)
  expect(topFor(10, 0, 360, 36)).toBe(36)
  expect(topFor(2, 360, 360, 36)).toBe(72)
})
