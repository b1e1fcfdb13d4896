import type { ReportDimension, ReportDocument, ReportValue } from '@atelier/definitions'
import type { QueryContext } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { bucketOf, dimensionRule, inRange } from './dimension.ts'
import { openRules, overdue } from './forecast/forecast.ts'
import { planFunnel } from './funnel/funnel.ts'
import { fieldAt } from './labels.ts'
import { type ParamValues, resolveParams, withParams } from './params.ts'
import { periodBounds } from './period.ts'
import { problem } from './problem.ts'
import { others, type ReportRow } from './result.ts'
import { planSummary } from './summary/plan.ts'
import { movedDate, type Shift, shiftReport } from './summary/shift.ts'

/** A cell of a report's answer: its row's dimension values, its column's, and which value. */
export type CellAddress = {
  readonly row?: Readonly<Record<string, unknown>>
  readonly col?: Readonly<Record<string, unknown>>
  readonly value: string
}

export type Drill =
  | { readonly ok: true; readonly entity: string; readonly filter: unknown }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * The records behind a number, as an entity and a filter: the report's own rules and "this dimension has this value", so that the list is compiled
 * like every other and its records add up to the number. `rows`: those of the report's answer, needed where the cell stands for what is not among the
 * first so many (`opensOthers`).
 */
export function drillInto(
  ctx: QueryContext,
  report: ReportDocument,
  given: ParamValues,
  cell: CellAddress,
  rows: readonly ReportRow[] = [],
): Drill {
  const { params, problems } = resolveParams(report, given)
  if (problems.length > 0) return { ok: false, problems }
  const address = { ...cell.row, ...cell.col }
  switch (report.type) {
    case 'summary':
      return drillSummary(ctx, report, params, withoutOthers(report, address, rows), cell.value)
    case 'funnel':
      return drillFunnel(ctx, report, params, address, cell.value)
    case 'forecast':
      return drillForecast(ctx, report, params, address)
    default:
      return {
        ok: false,
        problems: [
          problem('unknown_option', '/report/type', 'This report has no cells to open.', '该报表没有可下钻的单元格。'),
        ],
      }
  }
}

/** Whether a cell stands for what is not among the first so many of a dimension. */
export const opensOthers = (cell: CellAddress): boolean => Object.values(cell.row ?? {}).includes(others)

/** An address whose others are said as what they are not: the values that stand beside them. */
function withoutOthers(
  report: ReportDocument,
  address: Readonly<Record<string, unknown>>,
  rows: readonly ReportRow[],
): Readonly<Record<string, unknown>> {
  const name = (value: unknown): string => JSON.stringify(value ?? null)
  return Object.fromEntries(
    Object.entries(address).map(([key, value]) => {
      if (value !== others) return [key, value]
      const depth = (report.rows ?? []).findIndex((row) => row.key === key)
      const parents = (report.rows ?? []).slice(0, depth).filter((row) => Object.hasOwn(address, row.key))
      const beside = rows.filter(
        (row) =>
          row['_level'] === 0 &&
          row[key] !== others &&
          parents.every((parent) => name(row[parent.key]) === name(address[parent.key])),
      )
      return [key, { not: [...new Map(beside.map((row) => [name(row[key]), row[key] ?? null])).values()] }]
    }),
  )
}

const all = (rules: readonly unknown[]): unknown => {
  const stated = rules.filter((rule) => rule !== undefined)
  return stated.length === 0 ? undefined : stated.length === 1 ? stated[0] : { and: stated }
}

function drillSummary(
  ctx: QueryContext,
  report: ReportDocument,
  params: ParamValues,
  address: Readonly<Record<string, unknown>>,
  key: string,
): Drill {
  const stated = planSummary(report, params)
  if (stated.problems.length > 0) return { ok: false, problems: stated.problems }
  const compare = comparedIn(report, key)
  const shift = compare?.shift
  const asked = shift === undefined ? report : shiftReport(report, params, shift)
  const { plan } = shift === undefined ? stated : planSummary(asked, params)
  const wanted = sourceValue(report, compare?.measure ?? key)
  const value = plan.values.find((one) => one.key === wanted)
  const fact = plan.facts.find((one) => one.values.some((candidate) => candidate.key === wanted))
  if (!value || !fact)
    return {
      ok: false,
      problems: [problem('unknown_field', '/cell/value', `There is no value "${key}".`, `没有名为“${key}”的值。`)],
    }
  const rules = dimensionRules(ctx, asked, [...plan.rows, ...plan.columns], fact.shared, params, address, shift)
  if ('problems' in rules) return { ok: false, problems: rules.problems }
  return {
    ok: true,
    entity: fact.entity,
    filter: all([
      ...fact.filters.map(({ rule }) => rule),
      ...rules.rules,
      value.filter === undefined ? undefined : withParams(value.filter, params),
    ]),
  }
}

/** The comparison that a value shows, also behind a window of it. */
function comparedIn(report: ReportDocument, key: string): ReportValue['compare'] {
  const value = report.values?.find((one) => one.key === key)
  return value?.window !== undefined && value.of !== undefined
    ? report.values?.find((one) => one.key === value.of)?.compare
    : value?.compare
}

/** A formula or window opens the records of the first aggregated value it is made of. */
function sourceValue(report: ReportDocument, key: string, depth = 0): string {
  const value = report.values?.find((one) => one.key === key)
  if (!value || depth > 10) return key
  if (value.window !== undefined && value.of !== undefined) return sourceValue(report, value.of, depth + 1)
  const measure =
    value.formula === undefined ? undefined : /"measure":\[?"([^"]+)"/.exec(JSON.stringify(value.formula))?.[1]
  return measure === undefined ? key : sourceValue(report, measure, depth + 1)
}

function dimensionRules(
  ctx: QueryContext,
  report: ReportDocument,
  dimensions: readonly ReportDimension[],
  shared: Readonly<Record<string, string>>,
  params: ParamValues,
  address: Readonly<Record<string, unknown>>,
  shift?: Shift,
): { readonly rules: readonly unknown[] } | { readonly problems: readonly Problem[] } {
  const rules: unknown[] = []
  const problems: Problem[] = []
  for (const [key, cell] of Object.entries(address)) {
    const dimension = dimensions.find((one) => one.key === key)
    if (!dimension) {
      problems.push(
        problem('unknown_field', `/cell/row/${key}`, `There is no dimension "${key}".`, `没有名为“${key}”的维度。`),
      )
      continue
    }
    const plain = dimensionRule(report, dimension, shared, params)
    const rule = plain === undefined ? undefined : movedDate(plain, dimension, shift)
    const made = rule === undefined ? undefined : equals(ctx, report, dimension, rule, cell, params)
    if (made !== undefined && typeof made === 'object' && made !== null && 'problem' in made)
      problems.push(
        problem('wrong_type', `/cell/row/${key}`, 'This is not a value of the dimension.', '这不是该维度的值。'),
      )
    else if (made !== undefined) rules.push(made)
  }
  return problems.length > 0 ? { problems } : { rules }
}

/** "The dimension has this value" as a rule. */
function equals(
  ctx: QueryContext,
  report: ReportDocument,
  dimension: ReportDimension,
  rule: unknown,
  cell: unknown,
  params: ParamValues,
): unknown {
  if (typeof cell === 'object' && cell !== null && 'not' in cell && Array.isArray(cell.not))
    return all(cell.not.map((each) => ({ '!': [equals(ctx, report, dimension, rule, each, params)] })))
  const value = typeof cell === 'object' && cell !== null && 'id' in cell ? cell.id : cell
  if (dimension.unit !== undefined) {
    if (value === null) return { empty: [rule] }
    const bounds = typeof value === 'string' ? periodBounds(value, dimension.unit, ctx.model.workspace) : undefined
    return bounds ? { inPeriod: [rule, { period: ['between', bounds.first, bounds.end] }] } : { problem: true }
  }
  const bucket = bucketOf(report, dimension)
  if (bucket?.kind === 'ranges') {
    const range = bucket.ranges.find((one) => one.key === value)
    const operand = withParams(bucket.value, params)
    const others = bucket.ranges.map((one) => ({ '!': [inRange(operand, one)] }))
    return range ? inRange(operand, range) : value === null ? all(others) : { problem: true }
  }
  if (bucket) return { '==': [rule, { cat: [typeof value === 'string' ? value : ''] }] }
  return value === null ? { empty: [rule] } : { '==': [rule, value] }
}

function drillFunnel(
  ctx: QueryContext,
  report: ReportDocument,
  params: ParamValues,
  address: Readonly<Record<string, unknown>>,
  key: string,
): Drill {
  const plan = planFunnel(ctx, report, params)
  if ('problems' in plan) return { ok: false, problems: plan.problems }
  const { stage, ...rest } = address
  const index = plan.steps.findIndex((step) => step.key === stage)
  const step = plan.steps[index]
  if (!step)
    return {
      ok: false,
      problems: [problem('unknown_option', '/cell/row/stage', 'There is no such stage.', '没有该阶段。')],
    }
  const { label: _, outcome: __, ...dimensions } = rest
  const rules = dimensionRules(ctx, report, report.rows ?? [], {}, params, dimensions)
  if ('problems' in rules) return { ok: false, problems: rules.problems }
  const counted = {
    lostHere: step.lost,
    openHere: step.open,
    toNext: plan.steps[index + 1]?.counts,
    toWon: all([step.counts, plan.won]),
  }
  const own = Object.hasOwn(counted, key) ? Object.entries(counted).find(([name]) => name === key)?.[1] : step.counts
  return { ok: true, entity: plan.entity, filter: all([...plan.filters.map(({ rule }) => rule), ...rules.rules, own]) }
}

function drillForecast(
  ctx: QueryContext,
  report: ReportDocument,
  params: ParamValues,
  address: Readonly<Record<string, unknown>>,
): Drill {
  const plan = openRules(ctx, report, params)
  if ('problems' in plan) return { ok: false, problems: plan.problems }
  const { bucket, ...dimensions } = address
  const rules = dimensionRules(ctx, report, report.rows ?? [], {}, params, dimensions)
  if ('problems' in rules) return { ok: false, problems: rules.problems }
  const date = { var: report.date ?? '' }
  const field = fieldAt(ctx.model, plan.entity, report.date ?? '')
  const onDay = field?.type.ruleType(field.settings).kind === 'datetime' ? { dateOf: [date] } : date
  const late = { '<': [onDay, { today: [] }] }
  const inBucket =
    bucket === undefined
      ? undefined
      : bucket === overdue
        ? late
        : all([
            equals(ctx, report, { key: 'bucket', unit: report.unit ?? 'month' }, date, bucket, params),
            { '!': [late] },
          ])
  return {
    ok: true,
    entity: plan.entity,
    filter: all([
      ...plan.rules.map(({ rule }) => rule),
      { '==': [{ var: `${plan.stageField}.outcome` }, 'open'] },
      inBucket,
      ...rules.rules,
    ]),
  }
}
