import type { ReportDocument } from '@atelier/definitions'
import { useState } from 'react'
import { filterRule, type Group, readFilter } from '../../../filter/condition.ts'
import { splitPeriod, withPeriod } from './period-part.ts'

/** A report being drawn: its definition, and its conditions as drawn, of which half-finished ones are no rule yet. */
export function useReportDraft(first: () => ReportDocument) {
  const [draft, setDraft] = useState(first)
  const [filter, setGroup] = useState<Group>(() => readFilter(splitPeriod(draft.filter).rest))
  const { date } = splitPeriod(draft.filter)
  return {
    draft,
    filter,
    /** The date that lies in the period readers choose. */
    date,
    change: setDraft,
    /** Another report: its conditions are those that it has. */
    replace: (next: ReportDocument) => {
      setDraft(next)
      setGroup(readFilter(splitPeriod(next.filter).rest))
    },
    setFilter: (next: Group) => {
      setGroup(next)
      setDraft((before) => withPeriod(before, filterRule(next), splitPeriod(before.filter).date))
    },
    setDate: (next: string | undefined) =>
      setDraft((before) => withPeriod(before, splitPeriod(before.filter).rest, next)),
  }
}

export type DraftState = ReturnType<typeof useReportDraft>
