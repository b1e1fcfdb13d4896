import type { ReportDocument } from '@atelier/definitions'
import { type Compiled, compileFacts, type Fact, type QueryContext } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { type RawBuilder, sql } from 'kysely'
import type { ParamValues } from '../params.ts'
import {
  answeredCells,
  dimensionName,
  innerColumns,
  jsonArray,
  openParts,
  type Parts,
  unknownEntity,
} from '../parts.ts'
import { groupLimit } from '../result.ts'
import { type FactPlan, planSummary, type SummaryPlan } from './plan.ts'
import { type Shift, shiftReport, shiftsOf } from './shift.ts'

type Sql = RawBuilder<unknown>

/** Groups of a summary: `level` row dimensions taken away from the end; with or without the columns. */
export type GroupLevel = { readonly level: number; readonly pivoted: boolean }

/** A summary as one of its branches has it: as it stands, or moved for a comparison. */
type Variant = {
  readonly report: ReportDocument
  readonly plan: SummaryPlan
  readonly params: ParamValues
  readonly shift?: Shift
}

/** The report itself, then one variant for each shift of its comparisons; each has the facts of the plan in their order. */
function variantsOf(report: ReportDocument, plan: SummaryPlan, params: ParamValues): readonly Variant[] {
  const moved = shiftsOf(plan.values).map((shift): Variant => {
    const shifted = shiftReport(report, params, shift)
    return { report: shifted, plan: planSummary(shifted, params).plan, params, shift }
  })
  return [{ report, plan, params }, ...moved]
}

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
      const branches = variantsOf(report, plan, params).flatMap((variant, place) => {
        const parts = openParts(ctx.model, variant.report, variant.params, variant.shift)
        const made = variant.plan.facts.flatMap((factPlan, index) => {
          const fact = open(factPlan.entity)
          if (!fact)
            parts.take({
              problems: [unknownEntity(factPlan.entity, report.facts ? `/facts/${index}/entity` : '/entity')],
            })
          const number = place * plan.facts.length + index
          return fact ? [branchSql(parts, report, variant.plan, factPlan, number, fact)] : []
        })
        problems.push(...parts.problems)
        return made
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
  parts: Parts,
  report: ReportDocument,
  plan: SummaryPlan,
  factPlan: FactPlan,
  index: number,
  fact: Fact,
): Sql {
  const dimensions = [
    ...parts.dimensions(fact, plan.rows, 'rows', factPlan.shared),
    ...parts.dimensions(fact, plan.columns, 'columns', factPlan.shared),
  ]
  const measures = parts.measures(fact, factPlan.values, (value) => plan.values.indexOf(value))
  const needsOrder = factPlan.values.some((value) => value.aggregate === 'first' || value.aggregate === 'last')
  const columns: Sql[] = [
    sql`1 as "$one"`,
    ...innerColumns(dimensions, measures),
    ...(needsOrder ? [sql`${fact.order[0]} as "$at"`, sql`${fact.order[1]} as "$id"`] : []),
  ]
  const rows = plan.rows.length
  const grouped = dimensions.map((_, i) => sql`s.${dimensionName(i)}`)
  const sets = levelsOf(report, plan).map(({ level, pivoted }) => {
    const kept = grouped.filter((_, i) => (i < rows ? i < rows - level : pivoted))
    return kept.length === 0 ? sql`()` : sql`(${sql.join(kept)})`
  })
  const raw = jsonArray(measures.map((measure) => measure.aggregate((name) => sql`s.${sql.id(name)}`)))
  const mask = grouped.length === 0 ? sql`0` : sql`grouping(${sql.join(grouped)})`
  const chosen = [
    sql`${mask} as grouping`,
    ...grouped.map((one, i) => sql`${one} as ${dimensionName(i)}`),
    sql`${raw} as vals`,
  ]
  const groups = sql`select ${sql.join(chosen)} from (select ${sql.join(columns)} ${parts.rows(fact, factPlan.filters)}) as s
    ${grouped.length === 0 ? sql`` : sql`group by grouping sets (${sql.join(sets)})`} order by 1 desc limit ${groupLimit}::int`
  return sql`select ${index}::int as fact, g.grouping, ${answeredCells(dimensions, 'g')} as dims, g.vals from (${groups}) as g`
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>()
  return problems.filter((one) => !seen.has(`${one.code} ${one.path}`) && seen.add(`${one.code} ${one.path}`))
}
