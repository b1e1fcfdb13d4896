import { expect, test } from 'vitest'
import { mergeStreams, type Stream } from './merge-streams.ts'

type Item = { readonly id: string; readonly at: number }

/** Numbers in falling order, three a page; a cursor is a place in them. */
const stream = (key: string, numbers: readonly number[]): Stream<Item> => ({
  key,
  page: async (after) => {
    const from = after === undefined ? 0 : Number(after)
    if (Number.isNaN(from)) return undefined
    const end = from + 3
    return {
      items: numbers.slice(from, end).map((at) => ({ id: `n${at}`, at })),
      next: end < numbers.length ? String(end) : null,
    }
  },
})

const falling = (one: Item, other: Item) => one.at > other.at

async function pages(streams: readonly Stream<Item>[], limit: number): Promise<readonly (readonly number[])[]> {
  const found: (readonly number[])[] = []
  for (let after: string | undefined; ; ) {
    const page = await mergeStreams(streams, limit, after, falling)
    if (page === undefined) throw new Error('The cursor is none')
    found.push(page.items.map(({ at }) => at))
    if (page.next === null) return found
    after = page.next
  }
}

test('several sources come as one, page after page, nothing twice and nothing left out', async () => {
  const streams = [stream('a', [90, 70, 50, 30, 10]), stream('b', [80, 60]), stream('c', [])]
  expect(await pages(streams, 2)).toEqual([[90, 80], [70, 60], [50, 30], [10]])
  expect(await pages(streams, 4)).toEqual([
    [90, 80, 70, 60],
    [50, 30, 10],
  ])
  expect(await pages(streams, 50)).toEqual([[90, 80, 70, 60, 50, 30, 10]])
})

test('what two sources bring comes once, also where a page ends between the two', async () => {
  const streams = [stream('a', [9, 7, 5]), stream('b', [9, 7, 4])]
  expect((await pages(streams, 1)).flat()).toEqual([9, 7, 5, 4])
  expect((await pages(streams, 3)).flat()).toEqual([9, 7, 5, 4])
})

test('a cursor that is none is refused', async () => {
  for (const cursor of ['', 'x', Buffer.from('[]').toString('base64url'), Buffer.from('{"a":1}').toString('base64url')])
    expect(await mergeStreams([stream('a', [1])], 5, cursor, falling)).toBeUndefined()
  const tampered = Buffer.from('[null,["a","nowhere",0]]').toString('base64url')
  expect(await mergeStreams([stream('a', [1])], 5, tampered, falling)).toBeUndefined()
})
