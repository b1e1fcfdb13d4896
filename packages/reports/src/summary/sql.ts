import type { Model, ReportDocument } from '@atelier/definitions'
import { type Compiled, compileFacts, type Fact, type QueryContext } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { type RawBuilder, sql } from 'kysely'
import { dimensionSql } from '../dimension.ts'
import { measureSql } from '../measure.ts'
import type { ParamValues } from '../params.ts'
import { problem } from '../problem.ts'
import { groupLimit } from '../result.ts'
import type { FactPlan, SummaryPlan } from './plan.ts'

type Sql = RawBuilder<unknown>

/** Groups of a summary: `level` row dimensions taken away from the end; with or without the columns. */
export type GroupLevel = { readonly level: number; readonly pivoted: boolean }

/** Which groupings a summary needs, in the order in which statements number them. */
export function levelsOf(report: ReportDocument, plan: SummaryPlan): readonly GroupLevel[] {
  // Shares and ranks are taken of totals, whether or not those are shown.
  const needsTotal = plan.values.some((value) => value.window !== undefined)
  const levels =
    report.totals === true
      ? plan.rows.map((_, index) => index).concat(plan.rows.length)
      : needsTotal
        ? [0, plan.rows.length]
        : [0]
  return [...new Set(levels)].flatMap((level) =>
    plan.columns.length === 0
      ? [{ level, pivoted: true }]
      : [
          { level, pivoted: true },
          { level, pivoted: false },
        ],
  )
}

/**
 * The statement of a summary: one branch per fact, each at its own grain, with subtotals by grouping sets. json: `[[fact, grouping, [dimension
 * cells], [raw values]], …]`.
 */
export function compileSummary(
  ctx: QueryContext,
  report: ReportDocument,
  plan: SummaryPlan,
  params: ParamValues,
): Compiled {
  return compileFacts(
    ctx,
    [
      'summary',
      report.rows,
      report.columns,
      report.values,
      report.facts,
      report.filter,
      report.buckets,
      report.entity,
      report.totals,
      params,
    ],
    (open) => {
      const problems: Problem[] = []
      const branches = plan.facts.flatMap((fact, index) => {
        const branch = branchSql(ctx.model, report, plan, fact, index, params, open)
        if ('problems' in branch) {
          problems.push(...branch.problems)
          return []
        }
        return [branch.sql]
      })
      if (problems.length > 0) return unique(problems)
      return sql`select coalesce(json_agg(json_build_array(fact, grouping, dims, vals)), '[]'::json)::text as json from (${sql.join(
        branches.map((branch) => sql`(${branch})`),
        sql` union all `,
      )}) as r`
    },
  )
}

function branchSql(
  model: Model,
  report: ReportDocument,
  plan: SummaryPlan,
  factPlan: FactPlan,
  index: number,
  params: ParamValues,
  open: (entity: string) => Fact | undefined,
): { readonly sql: Sql } | { readonly problems: readonly Problem[] } {
  const fact = open(factPlan.entity)
  if (!fact)
    return {
      problems: [
        problem(
          'unknown_field',
          report.facts ? `/facts/${index}/entity` : '/entity',
          `There is no entity "${factPlan.entity}".`,
          `没有业务对象“${factPlan.entity}”。`,
        ),
      ],
    }
  const problems: Problem[] = []
  const dimensions = [
    ...plan.rows.map((part, i) => ({ part, path: `/rows/${i}` })),
    ...plan.columns.map((part, i) => ({ part, path: `/columns/${i}` })),
  ].flatMap(({ part, path }) => {
    const made = dimensionSql(model, report, part, fact, factPlan.shared, params, path)
    if ('problems' in made) {
      problems.push(...made.problems)
      return []
    }
    return [made]
  })
  const filters = factPlan.filters.flatMap(({ rule, path }) => {
    const made = fact.condition(rule, path)
    if (made.problems) {
      problems.push(...made.problems)
      return []
    }
    return [made.sql]
  })
  const measures = factPlan.values.flatMap((value) => {
    const made = measureSql(fact, value, params, `/values/${plan.values.indexOf(value)}`)
    if ('problems' in made) {
      problems.push(...made.problems)
      return []
    }
    return [made]
  })
  if (problems.length > 0) return { problems }

  const inner = sql.id('s')
  const needsOrder = factPlan.values.some((value) => value.aggregate === 'first' || value.aggregate === 'last')
  const columns: Sql[] = [
    sql`1 as "$one"`,
    ...dimensions.map((dimension, i) => sql`${dimension.value} as ${sql.id(`d${i}`)}`),
    ...measures.flatMap((measure) => measure.columns.map(([name, value]) => sql`${value} as ${sql.id(name)}`)),
    ...(needsOrder
      ? [sql`${sql.ref(`${fact.alias}.created_at`)} as "$at"`, sql`${sql.ref(`${fact.alias}.id`)} as "$id"`]
      : []),
  ]
  const levels = levelsOf(report, plan)
  const rows = plan.rows.length
  const set = ({ level, pivoted }: (typeof levels)[number]): Sql => {
    const kept = dimensions.map((_, i) => i).filter((i) => (i < rows ? i < rows - level : pivoted))
    return kept.length === 0 ? sql`()` : sql`(${sql.join(kept.map((i) => sql`s.${sql.id(`d${i}`)}`))})`
  }
  const grouped = dimensions.length === 0 ? sql`` : sql`group by grouping sets (${sql.join(levels.map(set))})`
  const mask =
    dimensions.length === 0 ? sql`0` : sql`grouping(${sql.join(dimensions.map((_, i) => sql`s.${sql.id(`d${i}`)}`))})`
  const raw = sql`json_build_array(${sql.join(measures.map((measure) => measure.aggregate((name) => sql`s.${sql.id(name)}`)))})`
  const aggregates = sql`select ${mask} as grouping, ${sql.join([...dimensions.map((_, i) => sql`s.${sql.id(`d${i}`)} as ${sql.id(`d${i}`)}`), sql`${raw} as vals`])}
    from (select ${sql.join(columns)} from ${fact.source} where ${fact.where}${
      filters.length === 0
        ? sql``
        : sql` and ${sql.join(
            filters.map((filter) => sql`(${filter})`),
            sql` and `,
          )}`
    }) as ${inner} ${grouped}
    order by 1 desc limit ${groupLimit}::int`
  const answered =
    dimensions.length === 0
      ? sql`'[]'::json`
      : sql`json_build_array(${sql.join(dimensions.map((dimension, i) => dimension.answer(sql`g.${sql.id(`d${i}`)}`)))})`
  return { sql: sql`select ${index}::int as fact, g.grouping, ${answered} as dims, g.vals from (${aggregates}) as g` }
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>()
  return problems.filter((one) => !seen.has(`${one.code} ${one.path}`) && seen.add(`${one.code} ${one.path}`))
}
