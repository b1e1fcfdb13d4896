import type { RecordJson } from '@atelier/api'
import { keepPreviousData, type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { fetchFirst } from '../../../records/fetch-first.ts'

/** The cards to load for one place: which records, and how many at first. */
export type CellQuery = { readonly id: string; readonly rule: unknown; readonly first: number }
export type Cell = {
  readonly records: readonly RecordJson[]
  readonly count: number | null
  readonly hasMore: boolean
}

type Answer = Awaited<ReturnType<typeof fetchFirst>>

const together = (all: readonly UseQueryResult<Answer>[]) => ({
  answers: all.map((each) => each.data?.pages[0]),
  loading: all.some((each) => each.isPending),
  error: all.find((each) => each.error && !each.data)?.error ?? null,
})

/** The newest of each record, whichever place it was loaded for. */
function newest(cells: readonly (readonly RecordJson[])[]): ReadonlyMap<string, RecordJson> {
  const known = new Map<string, RecordJson>()
  for (const record of cells.flat()) {
    const before = known.get(record.id)
    if (!before || before.version < record.version) known.set(record.id, record)
  }
  return known
}

/**
 * The cards of a board by place. A record lies where its values say, whichever place it was loaded for, so one that has just moved is
 * seen there at once; `placing` says so beforehand.
 */
export function useBoardCards(
  entity: string,
  queries: readonly CellQuery[],
  asked: { readonly words: string | undefined; readonly sort: string; readonly fields: string },
  placeOf: (record: RecordJson) => string,
) {
  const [limits, setLimits] = useState<Readonly<Record<string, number>>>({})
  const { words, sort, fields } = asked
  const results = useQueries({
    queries: queries.map(({ id, rule, first }) => {
      const limit = limits[id] ?? first
      return {
        queryKey: ['records', entity, { lane: id, rule, words, sort, fields, limit }],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          fetchFirst(entity, { filter: rule, q: words, sort, fields, limit }, signal),
        placeholderData: keepPreviousData,
      }
    }),
    combine: together,
  })
  const { answers } = results
  const cells: ReadonlyMap<string, Cell> = useMemo(() => {
    const known = newest(answers.map((answer) => answer?.records ?? []))
    const own = queries.map(({ id }, at) => {
      const answer = answers[at]
      const records = (answer?.records ?? []).flatMap((record) => {
        const latest = known.get(record.id) ?? record
        return placeOf(latest) === id ? [latest] : []
      })
      return { id, records, count: answer?.count?.value ?? null, hasMore: answer?.next != null }
    })
    const settled = new Set(own.flatMap((cell) => cell.records.map((record) => record.id)))
    const arrived = [...known.values()].filter((record) => !settled.has(record.id))
    return new Map(
      own.map(({ id, ...cell }) => [
        id,
        { ...cell, records: [...arrived.filter((record) => placeOf(record) === id), ...cell.records] },
      ]),
    )
  }, [answers, queries, placeOf])
  const more = useCallback(
    (id: string, first: number) => setLimits((now) => ({ ...now, [id]: (now[id] ?? first) * 2 })),
    [],
  )
  return { cells, loading: results.loading, error: results.error, more }
}
