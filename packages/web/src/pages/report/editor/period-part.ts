import type { PeriodUnit, ReportDocument, ReportParam } from '@atelier/definitions'
import { bothRules } from '../../../filter/condition.ts'

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The parameter by which readers choose the period of a report drawn here. */
export const periodKey = 'period'

/** The date that a condition puts into the chosen period, if it is such a condition. */
function dateOf(rule: unknown): string | undefined {
  const args = isJson(rule) && Array.isArray(rule.inPeriod) ? rule.inPeriod : []
  const [date, period] = args
  const isChosen = isJson(period) && period.param === periodKey
  return isChosen && isJson(date) && typeof date.var === 'string' ? date.var : undefined
}

/** A filter taken apart: the date that must lie in the chosen period, and all other conditions. */
export function splitPeriod(filter: unknown): { readonly date?: string; readonly rest: unknown } {
  const parts = isJson(filter) && Array.isArray(filter.and) ? filter.and : filter === undefined ? [] : [filter]
  const date = parts.map(dateOf).find((each) => each !== undefined)
  const rest = bothRules(...parts.filter((part) => dateOf(part) === undefined))
  return date === undefined ? { rest } : { date, rest }
}

const param: ReportParam = {
  id: 'prm_period',
  key: periodKey,
  type: 'dateRange',
  label: { en: 'Period', 'zh-CN': '期间' },
  default: { period: ['this', 'year'] },
}

/** The draft with these conditions, and with the chosen period over a date or over none. */
export function withPeriod(draft: ReportDocument, rest: unknown, date: string | undefined): ReportDocument {
  const others = (draft.params ?? []).filter((each) => each.key !== periodKey)
  const own = draft.params?.find((each) => each.key === periodKey) ?? param
  const params = date === undefined ? others : [...others, own]
  const chosen = date === undefined ? undefined : { inPeriod: [{ var: date }, { param: periodKey }] }
  const filter = bothRules(rest, chosen)
  const { filter: _, params: __, ...without } = draft
  return {
    ...without,
    ...(params.length === 0 ? {} : { params }),
    ...(isJson(filter) ? { filter } : {}),
  }
}

/** The period that stands in a draft until a reader chooses another. */
export const periodDefault = (draft: ReportDocument): unknown =>
  draft.params?.find((each) => each.key === periodKey)?.default

/** The draft with another period to begin with. */
export const withPeriodDefault = (draft: ReportDocument, value: unknown): ReportDocument => ({
  ...draft,
  params: (draft.params ?? []).map((each) => (each.key === periodKey ? { ...each, default: value } : each)),
})

const dayMs = 86_400_000
const units: readonly PeriodUnit[] = ['day', 'week', 'month', 'quarter', 'year', 'fiscalQuarter', 'fiscalYear']

/** By how much a period is moved to give the one before it: `this month` by a month, ten days by ten days. */
export function shiftBefore(value: unknown): readonly [number, PeriodUnit] {
  const [kind, first, second] = isJson(value) && Array.isArray(value.period) ? value.period : []
  if (kind === 'between') {
    const days = Math.round((Date.parse(String(second)) - Date.parse(String(first))) / dayMs)
    return days > 0 ? [-days, 'day'] : [-1, 'year']
  }
  const unit = units.find((each) => each === (kind === 'this' ? first : second)) ?? 'year'
  return [kind === 'this' || typeof first !== 'number' ? -1 : -first, unit]
}
