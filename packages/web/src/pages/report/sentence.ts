import type { ReportDimension, ReportDocument, ReportValue } from '@atelier/definitions'
import { type FormatSettings, labelText, type TranslateOf } from '@atelier/ui'
import { readFilter } from '../../filter/condition.ts'
import type { filterTexts } from '../../filter/filter-texts.ts'
import { conditionField, conditionWords } from '../../filter/sentence.ts'
import type { WorkspaceView } from '../../workspace/model.ts'
import { periodText } from './PeriodControl.tsx'
import type { reportTexts } from './report-texts.ts'
import { pathLabel, ruleWords } from './rule-words.ts'

export type ReportContext = {
  readonly workspace: WorkspaceView
  readonly t: TranslateOf<typeof reportTexts>
  readonly filterT: TranslateOf<typeof filterTexts>
  readonly format: FormatSettings
  readonly nameOf: (id: string) => string
}

/** The entity that a report is about: its own, its pipeline's, or its first fact's. */
export const reportEntity = (report: ReportDocument, workspace: WorkspaceView): string =>
  report.entity ?? workspace.pipelines.get(report.pipeline ?? '')?.entity ?? report.facts?.[0]?.entity ?? ''

/** A rule with the values of parameters in it. */
export function fillParams(rule: unknown, params: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(rule)) return rule.map((each) => fillParams(each, params))
  if (typeof rule !== 'object' || rule === null) return rule
  if ('param' in rule && Object.keys(rule).length === 1) {
    const key = Array.isArray(rule.param) ? rule.param[0] : rule.param
    return typeof key === 'string' && key in params ? params[key] : rule
  }
  return Object.fromEntries(Object.entries(rule).map(([key, each]) => [key, fillParams(each, params)]))
}

/** Each condition of a report in words, with the labels of its fields. */
export function conditionsInWords(rule: unknown, entity: string, context: ReportContext): readonly string[] {
  const { workspace, t, filterT, format, nameOf } = context
  const view = workspace.entities.get(entity)
  const language = format.language
  return readFilter(rule).items.map((item) => {
    if (item.kind === 'condition' && view && conditionField(view, item.field, filterT)) {
      const words = conditionWords(item, {
        entity: view,
        t: filterT,
        label: (label, fallback) => labelText(label, language, fallback),
        nameOf,
        format,
      })
      const value = item.operator === 'inPeriod' ? periodText({ period: item.value }, context) : words.value
      return [words.field, words.operator, value].filter(Boolean).join(' ')
    }
    const source = item.kind === 'opaque' ? item.rule : ruleOf(item, rule)
    return ruleWords(workspace, entity, source, language) ?? t('ownCondition')
  })
}

/** The part of a rule that an item was read from. */
function ruleOf(item: unknown, rule: unknown): unknown {
  const items = readFilter(rule).items
  const at = items.findIndex((each) => JSON.stringify(each) === JSON.stringify(item))
  const parts =
    typeof rule === 'object' && rule !== null && 'and' in rule && Array.isArray(rule.and) ? rule.and : [rule]
  return parts[at]
}

const aggregates = {
  count: 'mCount',
  countDistinct: 'mCountDistinct',
  sum: 'mSum',
  avg: 'mAvg',
  min: 'mMin',
  max: 'mMax',
  median: 'mMedian',
  p90: 'mP90',
  first: 'mFirst',
  last: 'mLast',
} as const

/** What a measure is: `sum of Amount`. */
export function measureWords(value: ReportValue, entity: string, context: ReportContext): string {
  const { workspace, t, format } = context
  const own = labelText(value.label, format.language, '')
  // Of several facts each value has its own subject, which only its name tells.
  const isNamed = value.filter !== undefined || value.fact !== undefined
  if (value.aggregate === undefined || (isNamed && own !== '')) return own || value.key
  const field =
    value.field === undefined
      ? own || t('value')
      : pathLabel(workspace, entity, value.field, (label, fallback) => labelText(label, format.language, fallback))
  return t(aggregates[value.aggregate], { field })
}

/** What a dimension is called, without its unit of time. */
export function dimensionName(dimension: ReportDimension, entity: string, context: ReportContext): string {
  const { workspace, format } = context
  const say = (label: Parameters<typeof labelText>[0], fallback: string) => labelText(label, format.language, fallback)
  const own = labelText(dimension.label, format.language, '')
  return own || (dimension.field ? pathLabel(workspace, entity, dimension.field, say) : dimension.key)
}

/** A dimension with its unit: `Close date (month)`. */
function dimensionWords(dimension: ReportDimension, entity: string, context: ReportContext): string {
  const { t } = context
  const name = dimensionName(dimension, entity, context)
  const { unit } = dimension
  return unit === 'day' || unit === 'week' || unit === 'month' || unit === 'quarter' || unit === 'year'
    ? `${name} (${t(unit)})`
    : name
}

/** Exactly what a report counts, as one sentence. */
export function reportSentence(
  report: ReportDocument,
  params: Readonly<Record<string, unknown>>,
  context: ReportContext,
): string {
  const { workspace, t, format } = context
  const chinese = format.language.startsWith('zh')
  const key = reportEntity(report, workspace)
  const say = (label: Parameters<typeof labelText>[0], fallback: string) => labelText(label, format.language, fallback)
  const entity = say(workspace.entities.get(key)?.label, key)
  const comma = chinese ? '，' : ', '
  const list = (items: readonly string[]) => items.join(chinese ? '、' : ', ')
  const filled = report.filter === undefined ? undefined : fillParams(report.filter, params)
  const cohort =
    report.cohort === undefined
      ? []
      : conditionsInWords(
          { inPeriod: [{ var: report.cohort.field }, fillParams(report.cohort.in, params)] },
          key,
          context,
        )
  const conditions = [...(filled === undefined ? [] : conditionsInWords(filled, key, context)), ...cohort]
  const where =
    conditions.length === 0
      ? ''
      : chinese
        ? `${comma}${t('where')}${conditions.join(` ${t('and')} `)}`
        : ` ${t('where')} ${conditions.join(` ${t('and')} `)}`
  const rows = (report.rows ?? []).map((each) => dimensionWords(each, key, context))
  const columns = (report.columns ?? []).map((each) => dimensionWords(each, key, context))
  const by = [
    ...(rows.length > 0 ? [`${t('by')} ${list(rows)}`] : []),
    ...(columns.length > 0 ? [`${t('across')} ${list(columns)}`] : []),
  ]
  const tail = by.length > 0 ? `${comma}${by.join(comma)}` : ''
  const stop = chinese ? '。' : '.'
  if (report.type === 'funnel') {
    const body = t(report.mode === 'visited' ? 'funnelVisited' : 'funnelReached', { entity })
    const main = body.replace(/[.。]$/, '')
    return `${t('counts')}${chinese ? '' : ' '}${main}${where}${tail}${stop}`
  }
  if (report.type === 'forecast') {
    const body = t('forecastOf', {
      entity,
      date: pathLabel(workspace, key, report.date ?? '', say),
      amount: pathLabel(workspace, key, report.amount ?? '', say),
    })
    return `${t('counts')}${chinese ? '' : ' '}${body.replace(/[.。]$/, '')}${where}${tail}${stop}`
  }
  if (report.facts !== undefined) return factsSentence(report, params, context, { list, by, comma, stop })
  if (report.type === 'list') return `${t('shows')}${chinese ? '' : ' '}${t('listOf', { entity })}${where}${stop}`
  const measures = (report.values ?? []).map((each) => measureWords(each, key, context))
  const what = measures.length > 0 ? `${comma}${t('measures')} ${list(measures)}` : ''
  return `${t('counts')}${chinese ? '' : ' '}${t('every', { entity })}${where}${tail}${what}${stop}`
}

type Pieces = {
  readonly list: (items: readonly string[]) => string
  readonly by: readonly string[]
  readonly comma: string
  readonly stop: string
}

/** The period that facts share, each by a date of its own. */
function sharedPeriod(filter: unknown, context: ReportContext): string | undefined {
  const parts =
    typeof filter === 'object' && filter !== null && 'and' in filter && Array.isArray(filter.and)
      ? filter.and
      : [filter]
  const given = parts.flatMap((part: unknown) =>
    typeof part === 'object' && part !== null && 'inPeriod' in part && Array.isArray(part.inPeriod)
      ? [part.inPeriod[1]]
      : [],
  )
  return given[0] === undefined ? undefined : periodText(given[0], context)
}

/** What a report of several facts counts: each of them by name, and when. */
function factsSentence(
  report: ReportDocument,
  params: Readonly<Record<string, unknown>>,
  context: ReportContext,
  { list, by, comma, stop }: Pieces,
): string {
  const { workspace, t, format } = context
  const space = format.language.startsWith('zh') ? '' : ' '
  const names = (report.facts ?? []).map((fact) =>
    labelText(fact.label ?? workspace.entities.get(fact.entity)?.label, format.language, fact.entity),
  )
  const period = sharedPeriod(fillParams(report.filter, params), context)
  const measures = (report.values ?? []).map((value) => measureWords(value, reportEntity(report, workspace), context))
  const pieces = [
    `${t('counts')}${space}${list(names)}`,
    ...(period === undefined ? [] : [t('eachIn', { period })]),
    ...by,
    ...(measures.length > 0 ? [`${t('measures')} ${list(measures)}`] : []),
  ]
  return pieces.join(comma) + stop
}
