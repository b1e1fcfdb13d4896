import type { PeriodUnit, ReportDimension, ReportDocument, ReportValue } from '@atelier/definitions'
import { isOfKind } from '../../../fields/registry.ts'
import type { WorkspaceView } from '../../../workspace/model.ts'
import { isTemporalChoice, type PathChoice, partKey } from './editor-fields.ts'

/** Keys that are taken in a draft. */
export const keysOf = (draft: ReportDocument): readonly string[] =>
  [...(draft.rows ?? []), ...(draft.columns ?? []), ...(draft.values ?? [])].map((part) => part.key)

const records = { en: 'Records', 'zh-CN': '记录数' }

/** A new report over an entity: how many there are, by stage where there are stages. */
export function newReport(workspace: WorkspaceView, entity: string): ReportDocument {
  const stage = workspace.entities.get(entity)?.stage
  return {
    kind: 'report',
    specVersion: 1,
    type: 'summary',
    entity,
    rows: stage ? [{ key: 'stage', field: stage.key }] : [],
    values: [{ key: 'records', label: records, aggregate: 'count' }],
    totals: true,
  }
}

/** The draft as another kind of report; what both have is kept. */
export function withType(
  draft: ReportDocument,
  type: ReportDocument['type'],
  workspace: WorkspaceView,
): ReportDocument {
  const entity = draft.entity ?? ''
  const view = workspace.entities.get(entity)
  const { kind, specVersion, filter, params, rows } = draft
  const base = {
    kind,
    specVersion,
    entity,
    ...(filter === undefined ? {} : { filter }),
    ...(params === undefined ? {} : { params }),
  }
  const pipeline = view?.pipelines[0]?.key
  const money =
    view?.fields.find((field) => isOfKind(field, 'money')) ?? view?.fields.find((field) => isOfKind(field, 'number'))
  const dates = view?.fields.filter((field) => isOfKind(field, 'date')) ?? []
  const date = dates.find((field) => /close|expect/i.test(field.key)) ?? dates[0]
  if (type === 'funnel')
    return {
      ...base,
      type,
      mode: 'reached',
      ...(pipeline === undefined ? {} : { pipeline }),
      ...(money === undefined ? {} : { values: [{ key: 'amount', aggregate: 'sum', field: money.key }] }),
    }
  if (type === 'forecast')
    return {
      ...base,
      type,
      unit: 'month',
      ...(pipeline === undefined ? {} : { pipeline }),
      ...(money === undefined ? {} : { amount: money.key }),
      ...(date === undefined ? {} : { date: date.key }),
    }
  return {
    ...newReport(workspace, entity),
    ...base,
    type,
    ...(rows === undefined || rows.length === 0 ? {} : { rows }),
  }
}

/** A dimension over a field; dates by month until somebody says otherwise. */
export function dimensionOver(draft: ReportDocument, choice: PathChoice): ReportDimension {
  const unit: { unit?: PeriodUnit } = isTemporalChoice(choice) ? { unit: 'month' } : {}
  return { key: partKey(choice.path, keysOf(draft)), field: choice.path, ...unit }
}

/** What a choice adds: a question's own values as far as they are not there yet, the sum of a field, or the number of records without one. */
export function valuesOver(draft: ReportDocument, choice: PathChoice | undefined): readonly ReportValue[] {
  const taken = keysOf(draft)
  if (choice?.values) return choice.values.filter((value) => !taken.includes(value.key))
  return choice === undefined
    ? [{ key: partKey('records', taken), label: records, aggregate: 'count' }]
    : [{ key: partKey(choice.path, taken), aggregate: 'sum', field: choice.path }]
}
