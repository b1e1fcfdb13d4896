import type { Model, ReportDimension, ReportDocument, ReportValue } from '@atelier/definitions'
import type { Fact } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { type RawBuilder, sql } from 'kysely'
import { type DimensionSql, dimensionSql } from './dimension.ts'
import { type MeasureSql, measureSql } from './measure.ts'
import type { ParamValues } from './params.ts'
import { problem } from './problem.ts'
import type { Shift } from './summary/shift.ts'

type Sql = RawBuilder<unknown>
type Made<T> = (T & { readonly problems?: undefined }) | { readonly problems: readonly Problem[] }

/** A rule of a report and the place in the definition that it stands for. */
export type PlacedRule = { readonly rule: unknown; readonly path: string }

/** The pieces of a report over one fact as SQL; what is wrong with any of them is gathered, so that all of it is told at once. */
export type Parts = {
  readonly problems: readonly Problem[]
  /** What was made, or undefined with its problems gathered. */
  readonly take: <T>(made: Made<T>) => T | undefined
  /** A rule as a condition; no rule holds for every row. */
  readonly condition: (fact: Fact, rule: unknown, path: string) => Sql
  readonly dimensions: (
    fact: Fact,
    dimensions: readonly ReportDimension[],
    place: 'rows' | 'columns',
    shared?: Readonly<Record<string, string>>,
  ) => readonly DimensionSql[]
  /** Values by their place in the definition. */
  readonly measures: (
    fact: Fact,
    values: readonly ReportValue[],
    placeOf: (value: ReportValue) => number,
  ) => readonly MeasureSql[]
  /** `from … where …`: the fact's rows that are visible and fit the rules. */
  readonly rows: (fact: Fact, rules: readonly PlacedRule[]) => Sql
}

/** `shift` moves the dates of dimensions, for the branch of a comparison. */
export function openParts(model: Model, report: ReportDocument, params: ParamValues, shift?: Shift): Parts {
  const problems: Problem[] = []
  const take = <T>(made: Made<T>): T | undefined => {
    if (made.problems === undefined) return made
    problems.push(...made.problems)
    return undefined
  }
  const condition = (fact: Fact, rule: unknown, path: string): Sql =>
    rule === undefined ? sql`true` : (take(fact.condition(rule, path))?.sql ?? sql`false`)
  return {
    problems,
    take,
    condition,
    dimensions: (fact, dimensions, place, shared = {}) =>
      dimensions.flatMap(
        (dimension, i) =>
          take<DimensionSql>(dimensionSql(model, report, dimension, fact, shared, params, `/${place}/${i}`, shift)) ??
          [],
      ),
    measures: (fact, values, placeOf) =>
      values.flatMap((value) => take<MeasureSql>(measureSql(fact, value, params, `/values/${placeOf(value)}`)) ?? []),
    rows: (fact, rules) =>
      sql`from ${fact.source} where ${sql.join([fact.where, ...rules.map(({ rule, path }) => sql`(${condition(fact, rule, path)})`)], sql` and `)}`,
  }
}

export function unknownEntity(entity: string, path: string): Problem {
  return problem('unknown_field', path, `There is no entity "${entity}".`, `没有业务对象“${entity}”。`)
}

/** An array of JSON values as SQL; Postgres has no `json_build_array` of nothing. */
export const jsonArray = (items: readonly Sql[]): Sql =>
  items.length === 0 ? sql`'[]'::json` : sql`json_build_array(${sql.join(items)})`

/** Names of the grouped dimensions in an inner query. */
export const dimensionName = (index: number): Sql => sql.id(`d${index}`)

/** Columns of an inner query: each dimension under its name, each column of each measure under its own. */
export function innerColumns(dimensions: readonly DimensionSql[], measures: readonly MeasureSql[]): readonly Sql[] {
  return [
    ...dimensions.map((dimension, i) => sql`${dimension.value} as ${dimensionName(i)}`),
    ...measures.flatMap((measure) => measure.columns.map(([name, value]) => sql`${value} as ${sql.id(name)}`)),
  ]
}

/** Answered cells of the dimensions of a group known by `alias`. */
export function answeredCells(dimensions: readonly DimensionSql[], alias: string): Sql {
  return jsonArray(dimensions.map((dimension, i) => dimension.answer(sql`${sql.id(alias)}.${dimensionName(i)}`)))
}
