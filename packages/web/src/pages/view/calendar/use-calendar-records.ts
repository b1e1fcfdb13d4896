import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { bothRules } from '../../../filter/condition.ts'
import { fetchFirst } from '../../../records/fetch-first.ts'
import { listFields } from '../../../records/list-fields.ts'
import type { EntityView } from '../../../workspace/model.ts'
import type { ViewState } from '../use-view-state.ts'
import { type CalendarShape, rangeRule } from './calendar-shape.ts'
import type { Day } from './days.ts'

/** More than a calendar can show to anybody's use. */
export const most = 1_000

const nowhere: readonly never[] = []

/** The records that lie on the days from one to another, the first `most` of them. */
export function useCalendarRecords(
  entity: EntityView,
  shape: CalendarShape,
  state: ViewState,
  range: { readonly from: Day; readonly to: Day; readonly zone: string },
) {
  const filter = bothRules(state.rule, rangeRule(shape, range.from, range.to, range.zone))
  const asked = { filter, q: state.words, sort: shape.start.key, fields: listFields(entity, shape.fields), limit: most }
  const { data, error, isPending } = useQuery({
    queryKey: ['records', entity.key, { lane: `calendar ${shape.start.key}`, ...asked }],
    queryFn: ({ signal }) => fetchFirst(entity.key, asked, signal),
    placeholderData: keepPreviousData,
  })
  const page = data?.pages[0]
  return {
    records: page?.records ?? nowhere,
    hasMore: page?.next != null,
    loading: isPending,
    error: data ? null : error,
  }
}
