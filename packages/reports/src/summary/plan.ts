import type { ReportDimension, ReportDocument, ReportValue } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import { filterForFact, type ParamValues, withParams } from '../params.ts'
import { problem } from '../problem.ts'

/** One fact of a summary: an entity, its filter, and the values that are aggregated over it. */
export type FactPlan = {
  readonly entity: string
  readonly shared: Readonly<Record<string, string>>
  readonly filters: readonly { readonly rule: unknown; readonly path: string }[]
  readonly values: readonly ReportValue[]
  /** The report's filter speaks of a dimension that this fact does not have. */
  readonly notFiltered: boolean
}

export type SummaryPlan = {
  readonly rows: readonly ReportDimension[]
  readonly columns: readonly ReportDimension[]
  readonly facts: readonly FactPlan[]
  /** Every value in order: aggregated ones, and those worked out from others. */
  readonly values: readonly ReportValue[]
}

export const limits = { rows: 6, columns: 3, values: 30, facts: 8 } as const

export const isAggregated = (value: ReportValue): boolean =>
  value.formula === undefined && value.window === undefined && value.compare === undefined

/** Works out which values are aggregated over which fact. Problems name the part of the definition. */
export function planSummary(
  report: ReportDocument,
  params: ParamValues,
): { readonly plan: SummaryPlan; readonly problems: readonly Problem[] } {
  const rows = report.rows ?? []
  const columns = report.columns ?? []
  const values = report.values ?? []
  const problems: Problem[] = []
  const tooMany = (count: number, limit: number, path: string): void => {
    if (count > limit)
      problems.push(
        problem('too_large', path, `At most ${limit} are possible here.`, `此处最多 ${limit} 项。`, { limit }),
      )
  }
  tooMany(rows.length, limits.rows, '/rows')
  tooMany(columns.length, limits.columns, '/columns')
  tooMany(values.length, limits.values, '/values')
  tooMany(report.facts?.length ?? 0, limits.facts, '/facts')
  if (values.length === 0)
    problems.push(problem('required', '/values', 'A report needs at least one value.', '报表至少需要一个值。'))
  else if (!values.some(isAggregated))
    problems.push(
      problem('required', '/values', 'A report needs a value that is counted or added up.', '报表至少需要一个汇总值。'),
    )
  const keys = [...rows, ...columns, ...values].map((part) => part.key)
  keys.forEach((key, index) => {
    if (keys.indexOf(key) !== index)
      problems.push(problem('duplicate_key', '/values', `"${key}" is used twice.`, `“${key}”重复使用。`, { key }))
  })
  const known = new Set(values.map((value) => value.key))
  values.forEach((value, index) => {
    const { compare } = value
    const measure = compare && values.find((other) => other.key === compare.measure)
    if (compare && (measure === undefined || measure.compare !== undefined || measure.window !== undefined))
      problems.push(
        problem(
          'unknown_field',
          `/values/${index}/compare/measure`,
          `There is no value "${compare.measure}" to compare.`,
          `没有可对比的值“${compare.measure}”。`,
        ),
      )
    if (value.window !== undefined && (value.of === undefined || !known.has(value.of)))
      problems.push(
        problem(
          'unknown_field',
          `/values/${index}/of`,
          `There is no value "${value.of ?? ''}".`,
          `没有名为“${value.of ?? ''}”的值。`,
        ),
      )
    if (report.facts && isAggregated(value) && !report.facts.some((fact) => fact.key === value.fact))
      problems.push(
        problem(
          'unknown_field',
          `/values/${index}/fact`,
          `There is no fact "${value.fact ?? ''}".`,
          `没有名为“${value.fact ?? ''}”的数据源。`,
        ),
      )
  })
  const aggregated = values.filter(isAggregated)
  const facts: FactPlan[] = report.facts
    ? report.facts.map((fact, index) => {
        const shared = fact.dimensions ?? {}
        const common = filterForFact(report.filter, shared)
        return {
          entity: fact.entity,
          shared,
          filters: [
            ...(fact.filter === undefined
              ? []
              : [{ rule: withParams(fact.filter, params), path: `/facts/${index}/filter` }]),
            ...(common.rule === undefined ? [] : [{ rule: withParams(common.rule, params), path: '/filter' }]),
          ],
          values: aggregated.filter((value) => value.fact === fact.key),
          notFiltered: !common.filtered,
        }
      })
    : [
        {
          entity: report.entity ?? '',
          shared: {},
          filters: report.filter === undefined ? [] : [{ rule: withParams(report.filter, params), path: '/filter' }],
          values: aggregated,
          notFiltered: false,
        },
      ]
  return { plan: { rows, columns, facts: facts.filter((fact) => fact.values.length > 0), values }, problems }
}
