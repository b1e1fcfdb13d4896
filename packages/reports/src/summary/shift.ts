import type { PeriodUnit, ReportBucket, ReportDimension, ReportDocument, ReportValue } from '@atelier/definitions'
import { type ParamValues, withParams } from '../params.ts'

/** By how much a comparison is moved: `[-1, "year"]` is the year before. */
export type Shift = readonly [count: number, unit: PeriodUnit]

/** The shifts that a report's comparisons ask for, each once. */
export function shiftsOf(values: readonly ReportValue[]): readonly Shift[] {
  const all = values.flatMap(({ compare }) => (compare === undefined ? [] : [compare.shift]))
  return [...new Map(all.map((shift) => [shift.join(' '), shift])).values()]
}

/** A rule with every period in it moved: what is said of this year is then said of the one before. */
function movedPeriods(rule: unknown, shift: Shift): unknown {
  if (Array.isArray(rule)) return rule.map((part) => movedPeriods(part, shift))
  if (typeof rule !== 'object' || rule === null) return rule
  if ('period' in rule && Object.keys(rule).length === 1) return { shift: [rule, ...shift] }
  return Object.fromEntries(Object.entries(rule).map(([key, part]) => [key, movedPeriods(part, shift)]))
}

/** The report with every period in its rules moved, parameters put in. Its dimensions are moved the other way by `movedDate`. */
export function shiftReport(report: ReportDocument, params: ParamValues, shift: Shift): ReportDocument {
  const move = (rule: unknown): unknown => movedPeriods(withParams(rule, params), shift)
  const filtered = ({ filter }: { readonly filter?: unknown }): { readonly filter?: unknown } =>
    filter === undefined ? {} : { filter: move(filter) }
  const { facts, values, buckets } = report
  return {
    ...report,
    ...filtered(report),
    ...(facts && { facts: facts.map((fact) => ({ ...fact, ...filtered(fact) })) }),
    ...(values && {
      values: values.map((value) => ({
        ...value,
        ...filtered(value),
        ...(value.value === undefined ? {} : { value: move(value.value) }),
      })),
    }),
    ...(buckets && { buckets: buckets.map((bucket) => movedBucket(bucket, move)) }),
  }
}

function movedBucket(bucket: ReportBucket, move: (rule: unknown) => unknown): ReportBucket {
  if (bucket.kind === 'ranges') return { ...bucket, value: move(bucket.value) }
  if (bucket.kind === 'groups') return bucket
  return { ...bucket, cases: bucket.cases.map((one) => ({ ...one, when: move(one.when) })) }
}

const steps: { readonly [unit in PeriodUnit]: readonly ['day' | 'week' | 'month' | 'year', number] } = {
  day: ['day', 1],
  week: ['week', 1],
  month: ['month', 1],
  quarter: ['month', 3],
  year: ['year', 1],
  fiscalQuarter: ['month', 3],
  fiscalYear: ['year', 1],
}

/** The date of a dimension by periods as it counts in a comparison: a day of last March stands in this year's March. */
export function movedDate(rule: unknown, dimension: ReportDimension, shift: Shift | undefined): unknown {
  if (shift === undefined || dimension.unit === undefined) return rule
  const [unit, factor] = steps[shift[1]]
  return { dateAdd: [rule, -shift[0] * factor, unit] }
}

/** Whether a report says of which period it is. Without one, what lies before the report's first record belongs to no row. */
export function hasPeriod(report: ReportDocument, params: ParamValues): boolean {
  const rules = [report.filter, ...(report.facts ?? []).map(({ filter }) => filter)].filter(
    (rule) => rule !== undefined,
  )
  return rules.some((rule) => JSON.stringify(withParams(rule, params)).includes('"period":'))
}
