import { describe, expect, it } from 'vitest'
import { fit, type Place, place, placeBelow, step, without } from './layout.ts'

const tile = (id: string, ...at: Place) => ({ id, at })
const tiles = [tile('a', 0, 0, 6, 4), tile('b', 6, 0, 6, 4), tile('c', 0, 4, 12, 6)]
const shown = (all: readonly { readonly id: string; readonly at: Place }[]) =>
  Object.fromEntries(all.map(({ id, at }) => [id, at.join(' ')]))

describe('tiles on the grid', () => {
  it('make way downwards for one that is put in their place', () => {
    expect(shown(place(tiles, 'c', [0, 0, 12, 6]))).toEqual({ a: '0 6 6 4', b: '6 6 6 4', c: '0 0 12 6' })
  })

  it('move up where there is room', () => {
    expect(shown(place(tiles, 'b', [6, 20, 6, 4]))).toEqual({ a: '0 0 6 4', b: '6 10 6 4', c: '0 4 12 6' })
    expect(shown(without(tiles, 'a'))).toEqual({ b: '6 0 6 4', c: '0 4 12 6' })
  })

  it('stay inside the twelve columns and are never too small', () => {
    expect(fit([10, -3, 6, 1])).toEqual([6, 0, 6, 2])
    expect(fit([-2, 0, 20, 4])).toEqual([0, 0, 12, 4])
  })

  it('go a step at a time, past what stands in the way', () => {
    expect(shown(step(tiles, 'c', 'up'))).toEqual({ a: '0 6 6 4', b: '6 6 6 4', c: '0 0 12 6' })
    expect(shown(step(tiles, 'a', 'down'))).toEqual({ a: '0 6 6 4', b: '6 6 6 4', c: '0 0 12 6' })
    expect(shown(step(tiles, 'a', 'narrower')).a).toBe('0 0 5 4')
    // At the right edge there is room on the left only.
    expect(shown(step(tiles, 'b', 'wider')).b).toBe('5 0 7 4')
    expect(step(tiles, 'a', 'up')).toBe(tiles)
  })

  it('are added below all others', () => {
    expect(placeBelow(tiles, 6, 7)).toEqual([0, 10, 6, 7])
    expect(placeBelow([], 6, 7)).toEqual([0, 0, 6, 7])
  })
})
