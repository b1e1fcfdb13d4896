/** One source of a merged list: pages in the list's own order. An empty page with a `next` may be followed by a full one. */
export type Stream<Item> = {
  /** Tells the sources of one list apart in its cursor. */
  readonly key: string
  readonly page: (
    after: string | undefined,
  ) => Promise<{ readonly items: readonly Item[]; readonly next: string | null } | undefined>
}

/** Where a source goes on: the cursor of a page and how many of its items have been taken. */
type Place = { readonly after: string | undefined; readonly skip: number }
type Placed<Item> = { readonly item: Item; readonly behind: Place | undefined }

/**
 * Merges sources by pages of `limit`: each is read no further than a page needs. `before` says whether one item comes before another. The
 * cursor names the place in every source; undefined when it is none of this list, or a source does not know it.
 */
export async function mergeStreams<Item extends { readonly id: string }>(
  streams: readonly Stream<Item>[],
  limit: number,
  cursor: string | undefined,
  before: (one: Item, other: Item) => boolean,
): Promise<{ readonly items: readonly Item[]; readonly next: string | null } | undefined> {
  const start = cursor === undefined ? { last: undefined, places: undefined } : readCursor(cursor)
  if (start === undefined) return undefined
  const queues: { readonly key: string; from: Place; readonly rest: Placed<Item>[]; isWhole: boolean }[] = []
  for (const stream of streams) {
    const from = start.places === undefined ? { after: undefined, skip: 0 } : start.places.get(stream.key)
    if (from === undefined) continue
    const read = await readAhead(stream, from, limit)
    if (read === undefined) return undefined
    queues.push({ key: stream.key, from, ...read })
  }
  const items: Item[] = []
  let last = start.last
  // A source that has more than was read may hold the next item: the page ends there.
  while (items.length < limit && queues.every(({ rest, isWhole }) => rest.length > 0 || isWhole)) {
    const first = queues.reduce<(typeof queues)[number] | undefined>((best, queue) => {
      const [head] = queue.rest
      const [chosen] = best?.rest ?? []
      return head !== undefined && (chosen === undefined || before(head.item, chosen.item)) ? queue : best
    }, undefined)
    const taken = first?.rest.shift()
    if (first === undefined || taken === undefined) break
    first.from = taken.behind ?? { after: undefined, skip: -1 }
    // Two sources may bring the same item: it comes once.
    if (taken.item.id === last) continue
    last = taken.item.id
    items.push(taken.item)
  }
  const left = queues.filter(({ rest, isWhole, from }) => rest.length > 0 || (!isWhole && from.skip >= 0))
  const next =
    left.length === 0 ? null : writeCursor(last, new Map(left.map(({ key, from }): [string, Place] => [key, from])))
  return { items, next }
}

async function readAhead<Item>(
  { page }: Stream<Item>,
  from: Place,
  limit: number,
): Promise<{ readonly rest: Placed<Item>[]; readonly isWhole: boolean } | undefined> {
  const rest: Placed<Item>[] = []
  let place: Place | undefined = from
  while (place !== undefined && rest.length < limit) {
    const { after, skip }: Place = place
    const found = await page(after)
    if (found === undefined) return undefined
    const then: Place | undefined = found.next === null ? undefined : { after: found.next, skip: 0 }
    rest.push(
      ...found.items.slice(skip).map((item, index) => {
        const taken = skip + index + 1
        return { item, behind: taken < found.items.length ? { after, skip: taken } : then }
      }),
    )
    place = then
  }
  return { rest, isWhole: place === undefined }
}

const writeCursor = (last: string | undefined, places: ReadonlyMap<string, Place>): string =>
  Buffer.from(
    JSON.stringify([last ?? null, ...[...places].map(([key, { after, skip }]) => [key, after ?? null, skip])]),
  ).toString('base64url')

function readCursor(
  text: string,
): { readonly last: string | undefined; readonly places: ReadonlyMap<string, Place> | undefined } | undefined {
  if (text.length > 20_000) return undefined
  let list: unknown
  try {
    list = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
  if (!Array.isArray(list) || list.length < 2) return undefined
  const [last, ...rest]: unknown[] = list
  const places = new Map<string, Place>()
  for (const each of rest) {
    if (!Array.isArray(each)) return undefined
    const [key, after, skip]: unknown[] = each
    if (typeof key !== 'string' || (after !== null && typeof after !== 'string')) return undefined
    if (typeof skip !== 'number' || !Number.isInteger(skip) || skip < 0 || skip > 1_000) return undefined
    places.set(key, { after: after ?? undefined, skip })
  }
  return { last: typeof last === 'string' ? last : undefined, places }
}
