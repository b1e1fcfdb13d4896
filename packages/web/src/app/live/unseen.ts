/** What others have done to a list that is shown, and that would move its rows: it waits until the reader asks for it. */
export type Unseen = {
  readonly news: ReadonlySet<string>
  readonly gone: ReadonlySet<string>
  /** More has changed than is worth naming. */
  readonly many: boolean
}

let lists: ReadonlyMap<string, Unseen> = new Map()
const listeners = new Set<() => void>()

function put(next: ReadonlyMap<string, Unseen>): void {
  lists = next
  for (const listener of listeners) listener()
}

export const unseenLists = (): ReadonlyMap<string, Unseen> => lists

export function subscribeUnseen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Adds to what is unseen in the list with this query hash. */
export function addUnseen(list: string, more: Unseen): void {
  const known = lists.get(list)
  if (more.news.size + more.gone.size === 0 && !more.many) return
  put(
    new Map([
      ...lists,
      [
        list,
        {
          news: new Set([...(known?.news ?? []), ...more.news]),
          gone: new Set([...(known?.gone ?? []), ...more.gone]),
          many: more.many || (known?.many ?? false),
        },
      ],
    ]),
  )
}

/** The list shows everything again. */
export function dropUnseen(list: string): void {
  if (lists.has(list)) put(new Map([...lists].filter(([key]) => key !== list)))
}
