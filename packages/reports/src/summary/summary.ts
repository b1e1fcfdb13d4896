import type { ReportDocument } from '@atelier/definitions'
import type { QueryContext } from '@atelier/records'
import { bucketOf } from '../dimension.ts'
import { optionsAt, partLabel } from '../labels.ts'
import type { ParamValues } from '../params.ts'
import {
  type Cell,
  type CompiledReport,
  fromStatement,
  labelIn,
  type ReportColumn,
  type ReportResult,
  type ReportRow,
  refused,
  rowLimit,
} from '../result.ts'
import { applyCompares } from './compares.ts'
import { applyFormulas, checkFormulas } from './formulas.ts'
import { allColumns, collectGroups, columnKey, type Group, type Groups, isCount, type RawGroup } from './groups.ts'
import { compareCells, orderGroups } from './order.ts'
import { gatherOthers, hasOthers } from './others.ts'
import { planSummary, type SummaryPlan } from './plan.ts'
import { hasPeriod, shiftsOf } from './shift.ts'
import { compileSummary } from './sql.ts'
import { applyWindow } from './windows.ts'

/** A summary: rows, pivoted columns, values, subtotals (RP-09, RP-14). */
export function compileSummaryReport(ctx: QueryContext, report: ReportDocument, params: ParamValues): CompiledReport {
  const { plan, problems } = planSummary(report, params)
  const { formulas, problems: wrong } = checkFormulas(ctx.model, plan)
  if (problems.length + wrong.length > 0) return refused(...problems, ...wrong)
  const compiled = compileSummary(ctx, report, plan, params)
  return fromStatement(compiled, (json) => {
    const raw: readonly RawGroup[] = JSON.parse(json)
    const env = { now: ctx.now.toISOString(), zone: ctx.model.workspace.zone }
    const work = (found: Groups): void => {
      for (const group of found.rows)
        for (const values of group.columns.values()) applyFormulas(report, formulas, values, env)
    }
    // The report's own facts come first, then those of each comparison.
    const count = plan.facts.length
    const worked = (from: readonly RawGroup[]): Groups => {
      const part = (place: number): Groups =>
        collectGroups(
          plan,
          from.flatMap(([fact, ...rest]): RawGroup[] =>
            Math.floor(fact / count) === place ? [[fact % count, ...rest]] : [],
          ),
        )
      const groups = part(0)
      for (const [place, shift] of shiftsOf(plan.values).entries()) {
        const moved = part(place + 1)
        work(moved)
        applyCompares(plan, groups, moved, shift, hasPeriod(report, params))
      }
      work(groups)
      return groups
    }
    const groups = worked(raw)
    if (!hasOthers(plan)) return shape(ctx, report, plan, groups)
    const { data } = ordered(ctx, report, plan, groups)
    return shape(ctx, report, plan, worked(gatherOthers(plan, raw, data)))
  })
}

function entityOfPlan(report: ReportDocument): string {
  return report.entity ?? report.facts?.[0]?.entity ?? ''
}

/** All groups in their final order, and of these the rows of data. */
function ordered(ctx: QueryContext, report: ReportDocument, plan: SummaryPlan, groups: Groups) {
  const entity = entityOfPlan(report)
  const compares = plan.rows.map((row) => compareCells(ctx.model, report, row, entity, ctx.reader.language))
  const all = orderGroups(report, plan.rows, groups.rows, compares)
  return { all, data: all.filter((group) => group.level === 0) }
}

function shape(
  ctx: QueryContext,
  report: ReportDocument,
  plan: SummaryPlan,
  groups: ReturnType<typeof collectGroups>,
): ReportResult {
  const { language } = ctx.reader
  const entity = entityOfPlan(report)
  const { all, data } = ordered(ctx, report, plan, groups)
  const grand = groups.rows.find((group) => group.level === plan.rows.length)
  for (const value of plan.values)
    if (value.window !== undefined) applyWindow(value, value.window === 'percentOf' ? all : data, grand)
  const columnCompares = plan.columns.map((column) => compareCells(ctx.model, report, column, entity, language))
  const pivot = [...groups.columns].sort(([, a], [, b]) => {
    for (let i = 0; i < columnCompares.length; i++) {
      const order = columnCompares[i]?.(a[i] ?? null, b[i] ?? null) ?? 0
      if (order !== 0) return order
    }
    return 0
  })
  const shown = report.totals === true || plan.rows.length === 0 ? all : data
  const rows = shown.map((group) => rowOf(plan, group, pivot))
  const kept =
    report.limit === undefined ? rows : rows.filter((row, i) => row['_level'] !== 0 || i < (report.limit ?? 0))
  return {
    columns: describeColumns(ctx, report, plan, pivot),
    rows: kept.slice(0, rowLimit),
    truncated: kept.length > rowLimit,
    explain: {
      entity,
      facts: plan.facts.map((fact) => ({ entity: fact.entity, notFiltered: fact.notFiltered })),
      zone: ctx.model.workspace.zone,
      currency: ctx.model.workspace.currency,
    },
  }
}

function rowOf(plan: SummaryPlan, group: Group, pivot: readonly (readonly [string, readonly Cell[]])[]): ReportRow {
  const row: Record<string, Cell> = { _level: plan.rows.length === 0 ? 0 : group.level }
  plan.rows.forEach((dimension, i) => {
    row[dimension.key] = group.cells[i] ?? null
  })
  for (const value of plan.values)
    row[value.key] =
      plan.columns.length === 0
        ? (group.columns.get(allColumns)?.get(value.key) ?? null)
        : Object.fromEntries(
            pivot.map(([key, cells]) => [columnKey(cells), group.columns.get(key)?.get(value.key) ?? null]),
          )
  return row
}

function cellLabel(ctx: QueryContext, report: ReportDocument, plan: SummaryPlan, cells: readonly Cell[]): string {
  return cells
    .map((cell, i) => {
      if (cell === null) return ctx.reader.language === 'en' ? '(empty)' : '(空)'
      if (typeof cell === 'object') return String(cell['label'] ?? '')
      const option = dimensionOptions(ctx, report, plan.columns[i])?.find((one) => one.key === cell)
      return option?.label ?? String(cell)
    })
    .join(' / ')
}

function dimensionOptions(
  ctx: QueryContext,
  report: ReportDocument,
  dimension: SummaryPlan['rows'][number] | undefined,
): ReportColumn['options'] {
  if (!dimension || dimension.unit !== undefined) return undefined
  const { language } = ctx.reader
  const bucket = bucketOf(report, dimension)
  if (bucket) {
    const parts =
      bucket.kind === 'ranges'
        ? bucket.ranges
        : [...(bucket.kind === 'cases' ? bucket.cases : bucket.groups), ...(bucket.otherwise ? [bucket.otherwise] : [])]
    return parts.map((part) => ({ key: part.key, label: labelIn(language, part.label, part.key) }))
  }
  const path = dimension.field
  const options = path === undefined ? [] : optionsAt(ctx.model, entityOfPlan(report), path)
  return options.length === 0
    ? undefined
    : options.map(({ key, label, color }) => ({
        key,
        label: labelIn(language, label, key),
        ...(color === undefined ? {} : { color }),
      }))
}

function describeColumns(
  ctx: QueryContext,
  report: ReportDocument,
  plan: SummaryPlan,
  pivot: readonly (readonly [string, readonly Cell[]])[],
): readonly ReportColumn[] {
  const { language } = ctx.reader
  const entity = entityOfPlan(report)
  const dimensions = plan.rows.map((dimension): ReportColumn => {
    const options = dimensionOptions(ctx, report, dimension)
    const path = dimension.field ?? report.facts?.[0]?.dimensions?.[dimension.dimension ?? '']
    return {
      id: dimension.key,
      label: partLabel(ctx.model, language, dimension, entity, path),
      type: dimension.unit === undefined ? (options ? 'choice' : 'value') : dimension.unit,
      role: 'dimension',
      ...(options ? { options } : {}),
    }
  })
  const measures = plan.values.map((value): ReportColumn => {
    const { compare } = value
    const compared = compare && plan.values.find(({ key }) => key === compare.measure)
    const fact = plan.facts.find((one) => one.values.includes(compared ?? value))
    const format = value.format ?? compared?.format
    return {
      id: value.key,
      label: labelIn(
        language,
        value.label,
        value.field === undefined ? value.key : partLabel(ctx.model, language, value, fact?.entity, value.field),
      ),
      type: isCount(plan, value) ? 'count' : 'number',
      role: 'measure',
      ...(format === undefined ? {} : { format }),
      ...(fact?.notFiltered === true ? { notFiltered: true } : {}),
      ...(plan.columns.length === 0
        ? {}
        : {
            values: pivot.map(([, cells]) => ({
              value: columnKey(cells),
              label: cellLabel(ctx, report, plan, cells),
              cells: Object.fromEntries(plan.columns.map(({ key }, i) => [key, cells[i] ?? null])),
            })),
          }),
    }
  })
  return [...dimensions, ...measures]
}
