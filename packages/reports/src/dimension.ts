import type { Model, PeriodUnit, ReportBucket, ReportDimension, ReportDocument } from '@atelier/definitions'
import type { Fact } from '@atelier/records'
import type { Problem, RuleType } from '@atelier/rules'
import { type RawBuilder, sql } from 'kysely'
import { type ParamValues, withParams } from './params.ts'
import { atPath, problem } from './problem.ts'
import { movedDate, type Shift } from './summary/shift.ts'

/** A dimension in the SQL of one fact: what rows are grouped by, and how a group's value is answered. */
export type DimensionSql = {
  readonly problems?: undefined
  readonly value: RawBuilder<unknown>
  readonly type: RuleType
  /** JSON of the answered cell from the grouped value. */
  readonly answer: (value: RawBuilder<unknown>) => RawBuilder<unknown>
}

type Refused = { readonly problems: readonly Problem[] }

export function bucketOf(report: ReportDocument, dimension: ReportDimension): ReportBucket | undefined {
  return report.buckets?.find((bucket) => bucket.key === dimension.bucket)
}

/** The rule of a dimension over one fact: a path, the fact's own path of a shared dimension, or a bucket. */
export function dimensionRule(
  report: ReportDocument,
  dimension: ReportDimension,
  fact: Readonly<Record<string, string>>,
  params: ParamValues,
): unknown {
  if (dimension.bucket !== undefined) {
    const bucket = bucketOf(report, dimension)
    return bucket && bucketRule(bucket, params)
  }
  const path = dimension.dimension === undefined ? dimension.field : fact[dimension.dimension]
  return path === undefined ? undefined : { var: path }
}

/** A bucket as a rule that gives the key of the first group that fits. */
function bucketRule(bucket: ReportBucket, params: ParamValues): unknown {
  if (bucket.kind === 'ranges') {
    const value = withParams(bucket.value, params)
    return { if: bucket.ranges.flatMap((range) => [inRange(value, range), { cat: [range.key] }]).concat({ cat: [''] }) }
  }
  const otherwise = { cat: [bucket.otherwise?.key ?? ''] }
  if (bucket.kind === 'cases')
    return { if: [...bucket.cases.flatMap((one) => [withParams(one.when, params), { cat: [one.key] }]), otherwise] }
  return {
    if: [
      ...bucket.groups.flatMap((group) => [{ in: [{ var: bucket.field }, [...group.values]] }, { cat: [group.key] }]),
      otherwise,
    ],
  }
}

/** from ≤ x < to; an end that is not given is open. */
export function inRange(
  value: unknown,
  range: { readonly from?: string | number; readonly to?: string | number },
): unknown {
  const ends = [
    ...(range.from === undefined ? [] : [{ '>=': [value, range.from] }]),
    ...(range.to === undefined ? [] : [{ '<': [value, range.to] }]),
  ]
  const [only] = ends
  return ends.length === 1 ? only : ends.length === 0 ? { notEmpty: [value] } : { and: ends }
}

const formats: Readonly<Record<PeriodUnit, string>> = {
  day: 'YYYY-MM-DD',
  week: 'IYYY-"W"IW',
  month: 'YYYY-MM',
  quarter: 'YYYY-"Q"Q',
  year: 'YYYY',
  fiscalQuarter: 'YYYY-"Q"Q',
  fiscalYear: 'YYYY',
}

/** The period a day lies in, as text: `2017`, `2017-Q1`, `2017-03`, `2017-W09`, `2017-03-01`. A fiscal year bears the year it begins in. */
function periodSql(value: RawBuilder<unknown>, type: RuleType, unit: PeriodUnit, model: Model): RawBuilder<unknown> {
  const day =
    type.kind === 'datetime' ? sql`(${value} at time zone ${model.workspace.zone}::text)` : sql`${value}::timestamp`
  const fiscal = unit === 'fiscalQuarter' || unit === 'fiscalYear'
  const [month = 1, start = 1] = (model.workspace.fiscalYearStart ?? '01-01').split('-').map(Number)
  const shifted = fiscal
    ? sql`(${day} - make_interval(months => ${month - 1}::int, days => ${start - 1}::int))`
    : unit === 'week'
      ? weekly(day, model)
      : day
  return sql`to_char(${shifted}, ${formats[unit]}::text)`
}

/** Weeks that begin on a Sunday or a Saturday count with the ISO week of their Monday. */
function weekly(day: RawBuilder<unknown>, model: Model): RawBuilder<unknown> {
  const ahead = { mon: 0, sun: 1, sat: 2 }[model.workspace.weekStart ?? 'mon']
  return ahead === 0 ? day : sql`(${day} + make_interval(days => ${ahead}::int))`
}

/** A dimension over a fact as SQL, or what is wrong with it. Without a rule (a fact that lacks the dimension) it is empty. */
export function dimensionSql(
  model: Model,
  report: ReportDocument,
  dimension: ReportDimension,
  fact: Fact,
  shared: Readonly<Record<string, string>>,
  params: ParamValues,
  path: string,
  shift?: Shift,
): DimensionSql | Refused {
  const plain = dimensionRule(report, dimension, shared, params)
  const rule = plain === undefined ? undefined : movedDate(plain, dimension, shift)
  if (rule === undefined) {
    if (dimension.dimension !== undefined)
      return { value: sql`null::text`, type: { kind: 'text' }, answer: (value) => sql`to_json(${value})` }
    return { problems: [problem('unknown_field', path, 'This dimension names no field.', '该维度没有指定字段。')] }
  }
  const found = fact.value(rule, path)
  if (found.problems)
    return dimension.bucket === undefined ? { problems: atPath(found.problems, `${path}/field`) } : found
  const { type } = found
  if (type.kind === 'collection' || type.kind === 'references' || type.kind === 'choices' || type.kind === 'period')
    return {
      problems: [problem('wrong_type', path, 'Rows cannot be grouped by a list of values.', '不能按多值字段分组。')],
    }
  if (dimension.unit !== undefined) {
    if (type.kind !== 'date' && type.kind !== 'datetime')
      return {
        problems: [problem('wrong_type', `${path}/unit`, 'Only dates have periods.', '只有日期可以按期间分组。')],
      }
    return {
      value: periodSql(found.sql, type, dimension.unit, model),
      type: { kind: 'text' },
      answer: (value) => sql`to_json(${value})`,
    }
  }
  if (dimension.bucket !== undefined)
    return { value: sql`nullif(${found.sql}, '')`, type: { kind: 'text' }, answer: (value) => sql`to_json(${value})` }
  if (type.kind === 'reference') return { value: found.sql, type, answer: (value) => fact.labelled(type.entity, value) }
  if (type.kind === 'number' || type.kind === 'money')
    return { value: found.sql, type, answer: (value) => sql`to_json(${value}::text)` }
  if (type.kind === 'datetime')
    return {
      value: found.sql,
      type,
      answer: (value) => sql`to_json(to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
    }
  if (type.kind === 'boolean') return { value: found.sql, type, answer: (value) => sql`to_json(${value})` }
  return { value: sql`${found.sql}::text`, type, answer: (value) => sql`to_json(${value})` }
}
