import type { Aggregate, ReportValue } from '@atelier/definitions'
import type { Fact } from '@atelier/records'
import type { Problem, RuleType } from '@atelier/rules'
import { type RawBuilder, sql } from 'kysely'
import { ratio, settle } from './decimal.ts'
import { type ParamValues, withParams } from './params.ts'
import { atPath, problem } from './problem.ts'

/** A value in the SQL of one fact: columns of the inner query, and the aggregate over them as JSON. */
export type MeasureSql = {
  readonly problems?: undefined
  readonly type: RuleType
  readonly columns: readonly (readonly [name: string, value: RawBuilder<unknown>])[]
  readonly aggregate: (column: (name: string) => RawBuilder<unknown>, also?: RawBuilder<unknown>) => RawBuilder<unknown>
}

type Refused = { readonly problems: readonly Problem[] }

const countingOnly = new Set<Aggregate>(['count'])
const needsNumber = new Set<Aggregate>(['sum', 'avg', 'median', 'p90'])

/**
 * What is aggregated: the field or the rule; a path through records below (`opportunities.amount`) is summed within each row first, amounts that
 * may be in different currencies in the workspace's.
 */
function measured(
  fact: Fact,
  value: ReportValue,
  params: ParamValues,
  path: string,
): ReturnType<Fact['value']> | undefined {
  if (value.value !== undefined) return fact.value(withParams(value.value, params), `${path}/value`)
  if (value.field === undefined) return undefined
  const [first = '', ...rest] = value.field.split('.')
  const relation = fact.entity.relations.get(first)
  if (relation?.cardinality !== 'many' || rest.length === 0) return fact.value({ var: value.field }, `${path}/field`)
  const within = value.aggregate === 'min' || value.aggregate === 'max' ? value.aggregate : 'sum'
  const each = (below: unknown) => fact.value({ [within]: [{ var: first }, below] }, `${path}/field`)
  const below = { var: rest.join('.') }
  const plain = each(below)
  return plain.problems?.some(({ code }) => code === 'currency_needed')
    ? each({ convert: [below, fact.currency] })
    : plain
}

/** A value over a fact as SQL, or what is wrong with it. */
export function measureSql(fact: Fact, value: ReportValue, params: ParamValues, path: string): MeasureSql | Refused {
  const aggregate = value.aggregate ?? 'count'
  const filter =
    value.filter === undefined ? undefined : fact.condition(withParams(value.filter, params), `${path}/filter`)
  if (filter?.problems) return filter
  const found = measured(fact, value, params, path)
  if (found === undefined && !countingOnly.has(aggregate))
    return {
      problems: [
        problem(
          'required',
          `${path}/field`,
          `"${aggregate}" needs a field or a value.`,
          `“${aggregate}”需要一个字段或值。`,
        ),
      ],
    }
  if (found?.problems) return value.field === undefined ? found : { problems: atPath(found.problems, `${path}/field`) }
  const type: RuleType = found?.type ?? { kind: 'number' }
  if (needsNumber.has(aggregate) && type.kind !== 'number' && type.kind !== 'money' && type.kind !== 'duration')
    return {
      problems: [
        problem('wrong_type', `${path}/field`, `"${aggregate}" needs numbers.`, `“${aggregate}”只能用于数字。`),
      ],
    }
  const name = (part: string): string => `${value.key}_${part}`
  return {
    type: aggregate === 'count' || aggregate === 'countDistinct' ? { kind: 'number' } : type,
    columns: [
      ...(found ? [[name('v'), found.sql] as const] : []),
      ...(filter ? [[name('f'), filter.sql] as const] : []),
    ],
    aggregate: (column, also) => {
      const conditions = [...(filter ? [column(name('f'))] : []), ...(also ? [also] : [])]
      const when = conditions.length === 0 ? sql`` : sql` filter (where ${sql.join(conditions, sql` and `)})`
      const v = found ? column(name('v')) : sql`1`
      return aggregateSql(aggregate, v, when, found !== undefined, type)
    },
  }
}

function aggregateSql(
  aggregate: Aggregate,
  v: RawBuilder<unknown>,
  when: RawBuilder<unknown>,
  hasValue: boolean,
  type: RuleType,
): RawBuilder<unknown> {
  const plainText =
    type.kind === 'datetime'
      ? (x: RawBuilder<unknown>) => sql`to_char(${x} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : (x: RawBuilder<unknown>) => sql`(${x})::text`
  switch (aggregate) {
    case 'count':
      return sql`to_json(${hasValue ? sql`count(${v})` : sql`count(*)`}${when})`
    case 'countDistinct':
      return sql`to_json(count(distinct ${v})${when})`
    case 'sum':
      return sql`to_json((sum(${v})${when})::text)`
    case 'avg':
      return sql`json_build_array((sum(${v})${when})::text, count(${v})${when})`
    case 'min':
    case 'max':
      return sql`to_json(${plainText(sql`${sql.raw(aggregate)}(${v})${when}`)})`
    case 'median':
      return sql`to_json((percentile_cont(0.5) within group (order by ${v})${when})::numeric::text)`
    case 'p90':
      return sql`to_json((percentile_cont(0.9) within group (order by ${v})${when})::numeric::text)`
    case 'first':
    case 'last':
      return sql`to_json((array_agg(${v} order by "$at"${aggregate === 'last' ? sql` desc` : sql``}, "$id"${aggregate === 'last' ? sql` desc` : sql``})${when})[1]::text)`
  }
}

/** An aggregate's JSON as the answered cell: counts as integers, sums as they are, averages with the measure's scale (6 if none). */
export function finishMeasure(value: ReportValue, raw: unknown): number | string | null {
  const aggregate = value.aggregate ?? 'count'
  const { scale } = value
  if (aggregate === 'avg') {
    const [sum, count] = Array.isArray(raw) ? raw : [null, 0]
    return typeof sum === 'string' && typeof count === 'number' ? ratio(sum, count, scale ?? 6) : null
  }
  if (typeof raw === 'number') return raw
  if (typeof raw !== 'string') return null
  if (aggregate === 'median' || aggregate === 'p90') return settle(raw, scale ?? 6)
  return scale !== undefined && /^-?\d+(\.\d+)?$/.test(raw) ? settle(raw, scale) : raw
}
