import type { ReportDimension, ReportDocument } from '@atelier/definitions'
import { compileFacts, type QueryContext } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { type RawBuilder, sql } from 'kysely'
import { plus, ratio, times } from '../decimal.ts'
import { type DimensionSql, dimensionSql } from '../dimension.ts'
import { pipelineOf } from '../funnel/steps.ts'
import { partLabel } from '../labels.ts'
import { type MeasureSql, measureSql } from '../measure.ts'
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
import { type ClosedCounts, type StageRate, shownRate, stageRates } from './rates.ts'

type Sql = RawBuilder<unknown>
type RawForecast = {
  readonly closed: readonly ClosedCounts[]
  readonly open: readonly (readonly [
    cells: readonly Cell[],
    bucket: string | null,
    stage: string,
    amount: string | null,
    count: number,
  ])[]
}

/** Bucket of open records whose close date has passed. */
export const overdue = 'overdue'

const defaultRate: NonNullable<ReportDocument['rates']>[number] = {
  key: 'weighted',
  method: 'stageToWon',
  from: 'history',
  minimum: 30,
  fallback: 'probability',
}

/** Conditions that make records count as open in a forecast. */
export function openRules(
  ctx: QueryContext,
  report: ReportDocument,
  params: ParamValues,
):
  | { readonly entity: string; readonly rules: readonly PlacedRule[]; readonly stageField: string }
  | { readonly problems: readonly Problem[] } {
  const found = pipelineOf(ctx.model, report)
  if (!found)
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
  const { pipeline, stageField } = found
  return {
    entity: pipeline.entity,
    stageField,
    rules: [
      { rule: { '==': [{ var: `${stageField}.pipeline` }, pipeline.key] }, path: '/pipeline' },
      ...(report.filter === undefined ? [] : [{ rule: withParams(report.filter, params), path: '/filter' }]),
    ],
  }
}

/** A weighted forecast: open amounts by close date times the rate of their stage (RP-05). */
export function compileForecast(ctx: QueryContext, report: ReportDocument, params: ParamValues): CompiledReport {
  const plan = openRules(ctx, report, params)
  const pipeline = ctx.model.pipelines.get(report.pipeline ?? '')
  if ('problems' in plan || !pipeline) return refused(...('problems' in plan ? plan.problems : []))
  const { amount, date } = report
  const missing = [...(amount === undefined ? ['amount'] : []), ...(date === undefined ? ['date'] : [])]
  if (amount === undefined || date === undefined)
    return refused(
      ...missing.map((name) => problem('required', `/${name}`, `A forecast needs "${name}".`, `预测需要“${name}”。`)),
    )
  const rows = report.rows ?? []
  const rates = report.rates?.length ? report.rates : [defaultRate]
  const bucket: ReportDimension = { key: 'bucket', field: date, unit: report.unit ?? 'month' }
  const key = [
    'forecast',
    report.entity,
    report.pipeline,
    amount,
    date,
    report.unit,
    rows,
    rates,
    report.filter,
    report.buckets,
    params,
  ]
  const compiled = compileFacts(ctx, key, (open) => {
    const fact = open(plan.entity)
    const past = open(plan.entity)
    if (!fact || !past) return [unknownEntity(plan.entity, '/entity')]
    const parts = openParts(ctx.model, report, params)
    const { stageField: stage } = plan
    const day = parts.take(fact.value({ var: date }, '/date'))
    const onDay = day?.type.kind === 'datetime' ? { dateOf: [{ var: date }] } : { var: date }
    const late = parts.condition(fact, { '<': [onDay, { today: [] }] }, '/date')
    const period = parts.take<DimensionSql>(dimensionSql(ctx.model, report, bucket, fact, {}, params, '/date'))
    const amounts = parts.take<MeasureSql>(
      measureSql(fact, { key: 'amount', aggregate: 'sum', field: amount }, params, '/amount'),
    )
    const dimensions = parts.dimensions(fact, rows, 'rows')
    const at = parts.take(fact.value({ var: stage }, '/pipeline'))
    const closed = rates.map((rate, i): Sql => {
      const furthest = parts.take(past.value({ var: `${stage}.furthest` }, '/pipeline'))
      const outcome = parts.take(past.value({ var: `${stage}.outcome` }, '/pipeline'))
      const rules: PlacedRule[] = [
        ...plan.rules,
        { rule: { '!=': [{ var: `${stage}.outcome` }, 'open'] }, path: '/pipeline' },
      ]
      if (rate.window !== undefined)
        rules.push({
          rule: { inPeriod: [{ var: `${stage}.closedAt` }, withParams(rate.window, params)] },
          path: `/rates/${i}/window`,
        })
      return sql`(select coalesce(json_agg(json_build_array(f, o, n)), '[]'::json) from (select ${furthest?.sql ?? sql`null`} as f, ${outcome?.sql ?? sql`null`} as o, count(*) as n ${parts.rows(past, rules)} group by 1, 2) as c)`
    })
    const source = parts.rows(fact, [
      ...plan.rules,
      { rule: { '==': [{ var: `${stage}.outcome` }, 'open'] }, path: '/pipeline' },
    ])
    if (parts.problems.length > 0 || !period || !amounts || !at) return parts.problems
    const inner: Sql[] = [
      sql`case when ${late} then ${overdue}::text else ${period.value} end as b`,
      sql`${at.sql} as st`,
      ...innerColumns(dimensions, [amounts]),
    ]
    const grouped = [sql`s.b`, sql`s.st`, ...dimensions.map((_, i) => sql`s.${dimensionName(i)}`)]
    const groups = sql`select ${sql.join([...grouped, sql`${amounts.aggregate((name) => sql`s.${sql.id(name)}`)} as amount`, sql`count(*) as n`])}
      from (select ${sql.join(inner)} ${source}) as s group by ${sql.join(grouped)} limit ${groupLimit}::int`
    return sql`select json_build_object('closed', ${jsonArray(closed)}, 'open',
      (select coalesce(json_agg(json_build_array(${answeredCells(dimensions, 'g')}, g.b, g.st, g.amount, g.n)), '[]'::json) from (${groups}) as g))::text as json`
  })
  return fromStatement(compiled, (json) => {
    const raw: RawForecast = JSON.parse(json)
    const tables = rates.map((rate, i) => ({ key: rate.key, rates: stageRates(pipeline, rate, raw.closed[i] ?? []) }))
    return shape(ctx, report, raw, tables)
  })
}

const words = {
  bucket: { en: 'Expected close', 'zh-CN': '预计成交' },
  amount: { en: 'Amount', 'zh-CN': '金额' },
  weighted: { en: 'Weighted', 'zh-CN': '加权金额' },
  count: { en: 'Records', 'zh-CN': '数量' },
} as const

const cents = 2

type Line = {
  readonly cells: readonly Cell[]
  readonly bucket: string | null
  amount: string | null
  count: number
  readonly weighted: Map<string, string>
}

function shape(
  ctx: QueryContext,
  report: ReportDocument,
  raw: RawForecast,
  tables: readonly { readonly key: string; readonly rates: readonly StageRate[] }[],
): ReportResult {
  const { language } = ctx.reader
  const rows = report.rows ?? []
  const lines = new Map<string, Line>()
  for (const [cells, bucket, stage, amount, count] of raw.open) {
    const key = JSON.stringify([
      cells.map((cell) => (cell !== null && typeof cell === 'object' ? cell['id'] : cell)),
      bucket,
    ])
    const line = lines.get(key) ?? { cells, bucket, amount: null, count: 0, weighted: new Map<string, string>() }
    lines.set(key, line)
    line.amount = plus(line.amount, amount)
    line.count += count
    for (const table of tables) {
      const rate = table.rates.find((one) => one.stage === stage)
      const share = rate && amount !== null ? (ratio(times(amount, rate.won), rate.of, 20) ?? '0') : '0'
      line.weighted.set(table.key, plus(line.weighted.get(table.key) ?? null, share) ?? '0')
    }
  }
  const [first] = tables
  const out = [...lines.values()].sort(byBucket).map(
    (line): ReportRow => ({
      ...Object.fromEntries(rows.map((row, i) => [row.key, line.cells[i] ?? null])),
      bucket: line.bucket,
      amount: line.amount,
      weighted: first ? ratio(line.weighted.get(first.key) ?? '0', '1', cents) : null,
      ...Object.fromEntries(
        tables.slice(1).map((table) => [table.key, ratio(line.weighted.get(table.key) ?? '0', '1', cents)]),
      ),
      count: line.count,
    }),
  )
  const columns: ReportColumn[] = [
    ...rows.map(
      (row): ReportColumn => ({
        id: row.key,
        label: partLabel(ctx.model, language, row, report.entity, row.field),
        type: 'value',
        role: 'dimension',
      }),
    ),
    { id: 'bucket', label: wordsIn(language, words.bucket), type: report.unit ?? 'month', role: 'dimension' },
    { id: 'amount', label: wordsIn(language, words.amount), type: 'number', role: 'measure' },
    { id: 'weighted', label: wordsIn(language, words.weighted), type: 'number', role: 'measure' },
    ...tables.slice(1).map(
      (table): ReportColumn => ({
        id: table.key,
        label: labelIn(language, report.rates?.find((rate) => rate.key === table.key)?.label, table.key),
        type: 'number',
        role: 'measure',
      }),
    ),
    { id: 'count', label: wordsIn(language, words.count), type: 'count', role: 'measure' },
  ]
  const explained = (rates: readonly StageRate[]) =>
    rates.map((rate) => ({ stage: rate.stage, rate: shownRate(rate), n: rate.n, source: rate.source }))
  return {
    columns,
    rows: out.slice(0, rowLimit),
    truncated: out.length > rowLimit,
    explain: {
      pipeline: report.pipeline,
      rates: first ? explained(first.rates) : [],
      methods: Object.fromEntries(tables.map((table) => [table.key, explained(table.rates)])),
    },
  }
}

/** Overdue first, then by period, records without a date last. */
function byBucket(a: Line, b: Line): number {
  const place = (line: Line): string => (line.bucket === overdue ? '' : (line.bucket ?? '\uffff'))
  return place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : JSON.stringify(a.cells) < JSON.stringify(b.cells) ? -1 : 1
}
