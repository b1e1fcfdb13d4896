import type { Count, RecordJson, RecordPage } from '@atelier/api'
import { type InfiniteData, InfiniteQueryObserver, keepPreviousData, type QueryClient } from '@tanstack/react-query'
import { client, unwrap } from '../app/client.ts'
import { newTrail, type Place } from './trail.ts'

/** What a window asks for: as a list does. */
export type WindowQuery = {
  readonly entity: string
  readonly filter: unknown
  readonly q: string | undefined
  readonly sort: string
  readonly fields: string
}

/** Records of a list of any length, of which only a stretch is held. Rows are counted from 0 over the whole list. */
export type RecordWindow = {
  readonly at: (index: number) => RecordJson | undefined
  /** How many rows there are to scroll over: while nobody knows, more than have been reached. */
  readonly rows: () => number
  /** As the server counted, capped at 10,000; null while unknown. */
  readonly count: () => Count | null
  readonly state: () => { readonly loading: boolean; readonly stale: boolean; readonly error: unknown }
  /** Fetches what is missing of some rows, both ends included. */
  readonly need: (first: number, last: number) => void
  readonly ask: (query: WindowQuery) => void
  readonly close: () => void
}

type Step = Place & { readonly limit: number }

const pageRows = 200
/** The most that one call gives: the steps in which a place far down is walked to. */
const stride = 500
/** So near to the end of what is held the next page is fetched. */
const ahead = 100
const pagesHeld = 8

async function fetchStep(query: WindowQuery, step: Step, fields: string, signal?: AbortSignal): Promise<RecordPage> {
  const { entity, filter, q, sort } = query
  const asked = {
    limit: step.limit,
    count: step.at === 0 ? 'capped' : 'none',
    fields,
    ...(filter === undefined ? {} : { filter }),
    ...(q === undefined ? {} : { q }),
    ...(sort === '' ? {} : { sort }),
    ...(step.after === '' ? {} : { after: step.after }),
  } as const
  return unwrap(client.records.list(entity, asked, { signal }))
}

/**
 * Opens a window. Pages are asked for by keyset, one after the other; to a place far down it walks over ids alone, so that a jump of
 * ten thousand rows takes twenty small calls. `onChange` is called whenever one of the answers may have changed.
 */
export function openWindow(queries: QueryClient, first: WindowQuery, onChange: () => void): RecordWindow {
  let query = first
  let trail = newTrail()
  let begin: Place = trail.before(0)
  let wanted: readonly [first: number, last: number] = [0, 0]
  let walking = false

  const options = () => {
    const [asked, known] = [query, trail]
    return {
      queryKey: ['records', asked.entity, asked, 'window', begin.at],
      initialPageParam: { ...begin, limit: pageRows } as Step,
      maxPages: pagesHeld,
      placeholderData: keepPreviousData<InfiniteData<RecordPage, Step>>,
      queryFn: async ({ pageParam, signal }: { pageParam: Step; signal: AbortSignal }) => {
        const page = await fetchStep(asked, pageParam, asked.fields, signal)
        known.note(pageParam.at, page)
        return page
      },
      getNextPageParam: (page: RecordPage, _: unknown, step: Step): Step | undefined =>
        page.next === null ? undefined : { at: step.at + page.records.length, after: page.next, limit: pageRows },
      getPreviousPageParam: (_: RecordPage, __: unknown, step: Step): Step | undefined => {
        if (step.at === 0) return undefined
        const place = known.before(step.at - 1)
        return { ...place, limit: Math.min(stride, step.at - place.at) }
      },
    }
  }
  const observer = new InfiniteQueryObserver<
    RecordPage,
    Error,
    InfiniteData<RecordPage, Step>,
    readonly unknown[],
    Step
  >(queries, options())
  const held = () => {
    const { data } = observer.getCurrentResult()
    const from = data?.pageParams[0]?.at ?? 0
    return { data, from, rows: data?.pages.reduce((sum, page) => sum + page.records.length, 0) ?? 0 }
  }
  const follow = () => {
    const result = observer.getCurrentResult()
    if (walking || result.isPlaceholderData || result.isPending || result.error) return
    const [low, high] = wanted
    const { from, rows } = held()
    const to = from + rows
    if (high < from - stride || low > to + pageRows) {
      if (low > to && !result.hasNextPage) return
      void walk()
    } else if (result.isFetching) return
    else if (high + ahead >= to && result.hasNextPage) void observer.fetchNextPage()
    else if (low - ahead < from && result.hasPreviousPage) void observer.fetchPreviousPage()
  }
  const walk = async () => {
    walking = true
    const [asked, known] = [query, trail]
    const isAsked = () => known === trail
    try {
      for (;;) {
        const target = Math.max(0, wanted[0] - ahead)
        const place = known.before(target)
        if (!isAsked()) return
        if (target - place.at < stride || known.ends(place.at)) {
          begin = place
          break
        }
        known.note(place.at, await fetchStep(asked, { ...place, limit: stride }, 'id'))
      }
    } catch {
      // What failed on the way is asked for again, and reported, by the page itself.
      begin = known.before(wanted[0])
    } finally {
      walking = false
    }
    if (isAsked()) observer.setOptions(options())
  }
  const stop = observer.subscribe(() => {
    follow()
    onChange()
  })
  // Rows are looked up far more often than pages change.
  let flat: { readonly of: unknown; readonly rows: readonly RecordJson[] } = { of: undefined, rows: [] }
  const at = (index: number) => {
    const { data, from } = held()
    if (flat.of !== data) flat = { of: data, rows: data?.pages.flatMap((page) => page.records) ?? [] }
    return flat.rows[index - from]
  }
  const count = () => {
    const { data } = held()
    return (data?.pageParams[0]?.at === 0 ? data.pages[0]?.count : undefined) ?? trail.count()
  }
  return {
    at,
    count,
    rows: () => {
      const { data, from, rows } = held()
      if (!data) return 0
      if (data.pages.at(-1)?.next === null) return from + rows
      const known = count()
      return known?.exact ? Math.max(known.value, from + rows) : Math.max(known?.value ?? 0, trail.reached() + 2_000)
    },
    state: () => {
      const { isPending, isPlaceholderData, error } = observer.getCurrentResult()
      return { loading: isPending, stale: isPlaceholderData, error }
    },
    need: (low, high) => {
      wanted = [low, high]
      follow()
    },
    ask: (next) => {
      query = next
      trail = newTrail()
      begin = trail.before(0)
      walking = false
      wanted = [0, 0]
      observer.setOptions(options())
    },
    close: stop,
  }
}
