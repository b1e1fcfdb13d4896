import { useMemo } from 'react'
import { usePage } from '../../app/use-page.ts'
import type { ViewView } from '../../workspace/model.ts'

/** What of the address belongs to one view alone: gone when another is chosen or this one is saved. */
export const freshView = {
  filter: undefined,
  sort: undefined,
  group: undefined,
  q: undefined,
  as: undefined,
  lanes: undefined,
  cards: undefined,
  start: undefined,
  span: undefined,
  date: undefined,
  column: undefined,
} as const

/** Swimlanes that were taken away. */
export const noLanes = '-'

const types = ['table', 'board', 'calendar', 'split'] as const
const spans = ['month', 'week'] as const

/** A view as the address changes it: shown as another kind, in other swimlanes, by another date. A link shows the same to others. */
export function useViewLook(view: ViewView): { readonly look: ViewView; readonly changed: boolean } {
  const { query } = usePage()
  const { as, lanes, cards, start, span } = query
  return useMemo(() => {
    const changed = [as, lanes, cards, start, span].some((value) => value !== undefined)
    if (!changed) return { look: view, changed }
    const { end, start: own, ...calendar } = view.calendar
    const { lanes: ownLanes, ...board } = view.board
    const named = lanes ?? ownLanes
    const day = start ?? own
    const shownSpan = spans.find((each) => each === span) ?? calendar.span
    return {
      changed,
      look: {
        ...view,
        type: types.find((type) => type === as) ?? view.type,
        board: {
          ...board,
          ...(named === undefined || named === noLanes ? {} : { lanes: named }),
          ...(cards === undefined ? {} : { fields: cards.split(',').filter((key) => key !== '') }),
        },
        calendar: {
          ...calendar,
          ...(day === undefined ? {} : { start: day }),
          // An end belongs to its start.
          ...(end === undefined || day !== own ? {} : { end }),
          ...(shownSpan === undefined ? {} : { span: shownSpan }),
        },
      },
    }
  }, [view, as, lanes, cards, start, span])
}
