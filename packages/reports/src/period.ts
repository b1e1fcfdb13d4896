import type { PeriodUnit, WorkspaceDocument } from '@atelier/definitions'

const dayMs = 86_400_000
const text = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** First day of a period, and the day after its last, as a report writes it (`2017`, `2017-Q1`, `2017-03`, `2017-W09`, `2017-03-01`); undefined when it is none. */
export function periodBounds(
  period: string,
  unit: PeriodUnit,
  workspace: Pick<WorkspaceDocument, 'weekStart' | 'fiscalYearStart'>,
): { readonly first: string; readonly end: string } | undefined {
  const [month = 1, day = 1] =
    unit === 'fiscalYear' || unit === 'fiscalQuarter'
      ? (workspace.fiscalYearStart ?? '01-01').split('-').map(Number)
      : [1, 1]
  const span = (start: number, end: number) => ({ first: text(start), end: text(end) })
  const year = /^(\d{4})$/.exec(period)
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period)
  const byMonth = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period)
  const week = /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/.exec(period)
  switch (unit) {
    case 'year':
    case 'fiscalYear':
      return year
        ? span(Date.UTC(Number(year[1]), month - 1, day), Date.UTC(Number(year[1]) + 1, month - 1, day))
        : undefined
    case 'quarter':
    case 'fiscalQuarter': {
      if (!quarter) return undefined
      const begin = month - 1 + (Number(quarter[2]) - 1) * 3
      return span(Date.UTC(Number(quarter[1]), begin, day), Date.UTC(Number(quarter[1]), begin + 3, day))
    }
    case 'month':
      return byMonth
        ? span(
            Date.UTC(Number(byMonth[1]), Number(byMonth[2]) - 1, 1),
            Date.UTC(Number(byMonth[1]), Number(byMonth[2]), 1),
          )
        : undefined
    case 'week': {
      if (!week) return undefined
      // Week 1 holds 4 January.
      const fourth = Date.UTC(Number(week[1]), 0, 4)
      const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayMs + (Number(week[2]) - 1) * 7 * dayMs
      const start = monday - { mon: 0, sun: 1, sat: 2 }[workspace.weekStart ?? 'mon'] * dayMs
      return span(start, start + 7 * dayMs)
    }
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(period) ? { first: period, end: text(Date.parse(period) + dayMs) } : undefined
  }
}
