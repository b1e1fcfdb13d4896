import { expect, it } from 'vitest'
import { newTrail } from './trail.ts'

const page = (rows: number, next: string | null) => ({
  records: Array.from({ length: rows }, (_, at) => ({ id: String(at), version: 1 })),
  next,
})

it('remembers where pages begin, and gives the last such place before a row', () => {
  const trail = newTrail()
  expect(trail.before(1_200)).toEqual({ at: 0, after: '' })
  trail.note(0, page(500, 'five'))
  trail.note(500, page(500, 'ten'))
  expect(trail.before(499)).toEqual({ at: 0, after: '' })
  expect(trail.before(999)).toEqual({ at: 500, after: 'five' })
  expect(trail.before(1_200)).toEqual({ at: 1_000, after: 'ten' })
  expect(trail.reached()).toBe(1_000)
})

it('knows where the list ends', () => {
  const trail = newTrail()
  trail.note(0, page(500, 'five'))
  expect(trail.ends(500)).toBe(false)
  trail.note(500, page(20, null))
  expect([trail.ends(0), trail.ends(500)]).toEqual([false, true])
})
