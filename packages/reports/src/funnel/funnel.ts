import type { ReportDocument } from '@atelier/definitions'
import { compileFacts, type QueryContext } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { type RawBuilder, sql } from 'kysely'
import { ratio } from '../decimal.ts'
import { partLabel } from '../labels.ts'
import { finishMeasure } from '../measure.ts'
import { type ParamValues, withParams } from '../params.ts'
import {
  answeredCells,
  dimensionName,
  innerColumns,
  jsonArray,
  openParts,
  type PlacedRule,
  unknownEntity,
} from '../parts.ts'
import { problem } from '../problem.ts'
import {
  type Cell,
  type CompiledReport,
  fromStatement,
  groupLimit,
  labelIn,
  type ReportColumn,
  type ReportResult,
  type ReportRow,
  refused,
  rowLimit,
  wordsIn,
} from '../result.ts'
import { type FunnelStep, pipelineOf, pipelineSteps, statedSteps } from './steps.ts'

type Sql = RawBuilder<unknown>

/** Per group of `rows`: its cells, then for each step `[count, won, lost, open, [values]]`. */
type RawFunnel = readonly [
  cells: readonly Cell[],
  steps: readonly (readonly [number, number, number, number, readonly unknown[]])[],
]

/** The steps of a funnel report and the conditions of its cohort, or what is wrong with them. */
export function planFunnel(
  ctx: QueryContext,
  report: ReportDocument,
  params: ParamValues,
):
  | {
      readonly entity: string
      readonly steps: readonly FunnelStep[]
      readonly filters: readonly PlacedRule[]
      readonly won: unknown
    }
  | { readonly problems: readonly Problem[] } {
  const found = pipelineOf(ctx.model, report)
  const entity = report.entity ?? found?.pipeline.entity ?? ''
  const stage = ctx.model.entities.get(entity)?.stage
  if (report.steps === undefined && !found)
    return {
      problems: [
        problem(
          'unknown_field',
          '/pipeline',
          `There is no pipeline "${report.pipeline ?? ''}" of this entity.`,
          `该业务对象没有销售流程“${report.pipeline ?? ''}”。`,
        ),
      ],
    }
  const filters = [
    ...(found && report.steps === undefined
      ? [{ rule: { '==': [{ var: `${found.stageField}.pipeline` }, found.pipeline.key] }, path: '/pipeline' }]
      : []),
    ...(report.filter === undefined ? [] : [{ rule: withParams(report.filter, params), path: '/filter' }]),
    ...(report.cohort === undefined
      ? []
      : [
          { rule: { inPeriod: [{ var: report.cohort.field }, withParams(report.cohort.in, params)] }, path: '/cohort' },
        ]),
  ]
  return {
    entity,
    steps:
      report.steps === undefined && found
        ? pipelineSteps(found.stageField, found.pipeline, report.mode ?? 'reached')
        : statedSteps(report, params),
    filters,
    won:
      stage === undefined || report.steps !== undefined
        ? undefined
        : { '==': [{ var: `${stage.key}.outcome` }, 'won'] },
  }
}

/** A funnel by stages of a pipeline, or by steps that are rules (RP-01, RP-02, RP-06). */
export function compileFunnel(ctx: QueryContext, report: ReportDocument, params: ParamValues): CompiledReport {
  const plan = planFunnel(ctx, report, params)
  if ('problems' in plan) return refused(...plan.problems)
  const rows = report.rows ?? []
  const values = (report.values ?? []).filter((value) => !(value.key === 'count'))
  const key = [
    'funnel',
    report.entity,
    report.pipeline,
    report.steps,
    report.mode,
    report.filter,
    report.cohort,
    rows,
    values,
    report.buckets,
    params,
  ]
  const compiled = compileFacts(ctx, key, (open) => {
    const fact = open(plan.entity)
    if (!fact) return [unknownEntity(plan.entity, '/entity')]
    const parts = openParts(ctx.model, report, params)
    const dimensions = parts.dimensions(fact, rows, 'rows')
    const measures = parts.measures(fact, values, (value) => (report.values ?? []).indexOf(value))
    const flag = (rule: unknown, path: string): Sql =>
      rule === undefined ? sql`false` : parts.condition(fact, rule, path)
    const inner: Sql[] = [
      sql`${parts.condition(fact, plan.won, '/pipeline')} as w`,
      ...plan.steps.flatMap((step, i) => [
        sql`${parts.condition(fact, step.counts, `/steps/${i}/when`)} as ${sql.id(`c${i}`)}`,
        sql`${flag(step.lost, '/pipeline')} as ${sql.id(`l${i}`)}`,
        sql`${flag(step.open, '/pipeline')} as ${sql.id(`o${i}`)}`,
      ]),
      ...innerColumns(dimensions, measures),
    ]
    const source = parts.rows(fact, plan.filters)
    if (parts.problems.length > 0) return parts.problems
    const stepSql = plan.steps.map((_, i) => {
      const counted = sql`s.${sql.id(`c${i}`)}`
      const raw = jsonArray(measures.map((measure) => measure.aggregate((name) => sql`s.${sql.id(name)}`, counted)))
      return sql`json_build_array(count(*) filter (where ${counted}), count(*) filter (where ${counted} and s.w), count(*) filter (where s.${sql.id(`l${i}`)}), count(*) filter (where s.${sql.id(`o${i}`)}), ${raw})`
    })
    const grouped = dimensions.map((_, i) => sql`s.${dimensionName(i)}`)
    const groups = sql`select ${sql.join([...grouped.map((one, i) => sql`${one} as ${dimensionName(i)}`), sql`${jsonArray(stepSql)} as steps`])}
      from (select ${sql.join(inner)} ${source}) as s${grouped.length === 0 ? sql`` : sql` group by ${sql.join(grouped)}`} limit ${groupLimit}::int`
    return sql`select coalesce(json_agg(json_build_array(${answeredCells(dimensions, 'g')}, g.steps)), '[]'::json)::text as json from (${groups}) as g`
  })
  return fromStatement(compiled, (json) => shape(ctx, report, plan.steps, values, JSON.parse(json)))
}

const words = {
  stage: { en: 'Stage', 'zh-CN': '阶段' },
  count: { en: 'Records', 'zh-CN': '数量' },
  toNext: { en: 'To next', 'zh-CN': '到下一阶段' },
  toWon: { en: 'To won', 'zh-CN': '到赢单' },
  lostHere: { en: 'Lost here', 'zh-CN': '在此输单' },
  openHere: { en: 'Still open here', 'zh-CN': '停留在此' },
} as const

function shape(
  ctx: QueryContext,
  report: ReportDocument,
  steps: readonly FunnelStep[],
  values: NonNullable<ReportDocument['values']>,
  raw: readonly RawFunnel[],
): ReportResult {
  const { language } = ctx.reader
  const rows = report.rows ?? []
  const out: ReportRow[] = []
  for (const [cells, counted] of raw) {
    const inOrder = steps.filter((step) => step.outcome !== 'lost').length
    steps.forEach((step, i) => {
      const [count = 0, won = 0, lost = 0, open = 0, aggregates = []] = counted[i] ?? []
      const isLost = step.outcome === 'lost'
      const next = isLost || i + 1 >= inOrder ? undefined : counted[i + 1]?.[0]
      out.push({
        ...Object.fromEntries(rows.map((row, d) => [row.key, cells[d] ?? null])),
        stage: step.key,
        label: labelIn(language, step.label, step.key),
        outcome: step.outcome,
        count,
        ...Object.fromEntries(values.map((value, v) => [value.key, finishMeasure(value, aggregates[v])])),
        toNext: next === undefined ? null : ratio(next, count),
        toWon: isLost || report.steps !== undefined ? null : ratio(won, count),
        lostHere: lost,
        openHere: open,
      })
    })
  }
  const entity = report.entity ?? ctx.model.pipelines.get(report.pipeline ?? '')?.entity
  const columns: ReportColumn[] = [
    ...rows.map(
      (row): ReportColumn => ({
        id: row.key,
        label: partLabel(ctx.model, language, row, entity, row.field),
        type: 'value',
        role: 'dimension',
      }),
    ),
    {
      id: 'stage',
      label: wordsIn(language, words.stage),
      type: 'choice',
      role: 'dimension',
      options: steps.map((step) => ({ key: step.key, label: labelIn(language, step.label, step.key) })),
    },
    { id: 'count', label: wordsIn(language, words.count), type: 'count', role: 'measure' },
    ...values.map(
      (value): ReportColumn => ({
        id: value.key,
        label: partLabel(ctx.model, language, value, entity, value.field),
        type: 'number',
        role: 'measure',
        ...(value.format === undefined ? {} : { format: value.format }),
      }),
    ),
    { id: 'toNext', label: wordsIn(language, words.toNext), type: 'number', role: 'measure', format: 'percent' },
    { id: 'toWon', label: wordsIn(language, words.toWon), type: 'number', role: 'measure', format: 'percent' },
    { id: 'lostHere', label: wordsIn(language, words.lostHere), type: 'count', role: 'measure' },
    { id: 'openHere', label: wordsIn(language, words.openHere), type: 'count', role: 'measure' },
  ]
  return {
    columns,
    rows: out.slice(0, rowLimit),
    truncated: out.length > rowLimit,
    explain: { entity, pipeline: report.pipeline ?? null, mode: report.mode ?? 'reached' },
  }
}
