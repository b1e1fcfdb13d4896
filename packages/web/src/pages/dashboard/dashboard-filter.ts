import type { DashboardTile, ReportDimension, ReportDocument } from '@atelier/definitions'
import { type CellView, periodBounds } from '@atelier/reports/ui'
import { bothRules, filterRule, type Group } from '../../filter/condition.ts'
import type { EntityView, WorkspaceView } from '../../workspace/model.ts'
import { fieldOf } from '../../workspace/model.ts'
import { reportEntity } from '../report/sentence.ts'

/** A condition that tiles are asked to hold: over a path of an entity, said anew for whatever path leads to the same from elsewhere. */
export type DashboardCondition = {
  readonly entity: string
  readonly path: string
  /** The tile it was chosen in, and the name it is emitted under; a condition of the dashboard itself has none. */
  readonly from?: { readonly tile: string; readonly name: string }
  readonly rule: (path: string) => unknown
}

/** One dimension of a report whose values can filter: the path it reads in which entity. */
type Emitted = {
  readonly name: string
  readonly dimension: string
  readonly entity: string
  readonly path: string
  readonly unit?: ReportDimension['unit']
}

/** What a click in a tile says: what the tile names, or every dimension that is a field where it names nothing. */
export function emittedBy(tile: DashboardTile, report: ReportDocument, workspace: WorkspaceView): readonly Emitted[] {
  const key = reportEntity(report, workspace)
  const stage = workspace.entities.get(key)?.stage?.key
  const own = report.type === 'funnel' && stage ? [{ dimension: 'stage', entity: key, path: stage }] : []
  const fact = report.facts?.find((each) => workspace.entities.has(each.entity))
  const dimensions = [...(report.rows ?? []), ...(report.columns ?? [])].flatMap((part): Omit<Emitted, 'name'>[] => {
    const unit = part.unit === undefined ? {} : { unit: part.unit }
    if (part.field !== undefined) return [{ dimension: part.key, entity: key, path: part.field, ...unit }]
    const path = part.dimension === undefined ? undefined : fact?.dimensions?.[part.dimension]
    return path === undefined || !fact ? [] : [{ dimension: part.key, entity: fact.entity, path, ...unit }]
  })
  const all = [...own, ...dimensions]
  if (tile.emits === undefined) return all.map((each) => ({ ...each, name: each.path }))
  return Object.entries(tile.emits).flatMap(([name, dimension]) =>
    all.filter((each) => each.dimension === dimension).map((each) => ({ ...each, name })),
  )
}

/** A value of a dimension as a rule over a path; undefined for what cannot be said of one record. */
function valueRule(value: unknown, unit: Emitted['unit'], workspace: WorkspaceView) {
  if (value === '~others' || value === 'overdue' || value === undefined) return undefined
  if (value === null) return (path: string) => ({ empty: [{ var: path }] })
  if (unit !== undefined) {
    const bounds = periodBounds(String(value), unit, workspace.answer.workspace)
    return (
      bounds && ((path: string) => ({ inPeriod: [{ var: path }, { period: ['between', bounds.first, bounds.end] }] }))
    )
  }
  const plain = typeof value === 'object' && 'id' in value ? value.id : value
  return (path: string) => ({ '==': [{ var: path }, plain] })
}

/** What has been chosen in a tile, as conditions for the others. */
export function conditionsOf(
  tile: DashboardTile,
  report: ReportDocument,
  cell: CellView,
  workspace: WorkspaceView,
): readonly DashboardCondition[] {
  const values = { ...cell.row, ...cell.col }
  return emittedBy(tile, report, workspace).flatMap(({ name, dimension, entity, path, unit }) => {
    const rule = valueRule(values[dimension], unit, workspace)
    return rule ? [{ entity, path, rule, from: { tile: tile.id, name } }] : []
  })
}

/** The filter over all tiles, taken apart into what other entities can be asked too. Groups hold for their own entity alone. */
export function conditionsOfFilter(filter: Group, entity: string): readonly DashboardCondition[] {
  return filter.items.flatMap((item): readonly DashboardCondition[] => {
    if (filterRule(item) === undefined) return []
    return item.kind === 'condition'
      ? [{ entity, path: item.field, rule: (path) => filterRule({ ...item, field: path }) }]
      : [{ entity, path: '', rule: () => filterRule(item) }]
  })
}

/** Whether a tile listens to a condition: to those of the dashboard always, to those of others as far as it names them. Never to its own. */
export function hears(tile: DashboardTile, { from }: DashboardCondition): boolean {
  if (from === undefined) return true
  if (from.tile === tile.id) return false
  return tile.listens === undefined || tile.listens.includes(`${from.tile}.${from.name}`)
}

/** Whether two fields of different entities speak of the same: the same people, the same options, the same stages. */
function isAlike(one: EntityView, other: EntityView, key: string): boolean {
  const [a, b] = [fieldOf(one, key), fieldOf(other, key)]
  if (!a || !b || a.type !== b.type || a.target !== b.target) return false
  const keys = (field: typeof a) => [...(field.options ?? []), ...(field.stages ?? [])].map((option) => option.key)
  return keys(a).join() === keys(b).join()
}

/** The path that says in an entity what a condition says in its own; undefined when nothing there does. */
export function pathIn(condition: DashboardCondition, entity: string, workspace: WorkspaceView): string | undefined {
  const { path } = condition
  if (entity === condition.entity) return path
  if (path === '') return undefined
  const [root = '', part] = entity.split('.')
  // What a record holds or has been through is asked by its record.
  if (part !== undefined) {
    const up = pathIn(condition, root, workspace)
    return up && `parent.${up}`
  }
  const [own, here] = [workspace.entities.get(condition.entity), workspace.entities.get(entity)]
  if (!own || !here) return undefined
  const [first = '', ...rest] = path.split('.')
  if (rest.length > 0 && fieldOf(own, first)?.target === entity) return rest.join('.')
  const ways = here.fields.filter((field) => field.targets?.length === 1 && field.target === condition.entity)
  const [way] = ways
  if (way && ways.length === 1) return `${way.key}.${path}`
  return isAlike(own, here, first) ? path : undefined
}

/** The rule that conditions make over an entity, and whether one of them cannot be said there. */
export function ruleOver(
  conditions: readonly DashboardCondition[],
  entity: string,
  workspace: WorkspaceView,
): { readonly rule: unknown; readonly missed: boolean } {
  const paths = conditions.map((condition) => pathIn(condition, entity, workspace))
  const rules = conditions.map((condition, index) => {
    const path = paths[index]
    return path === undefined ? undefined : condition.rule(path)
  })
  return { rule: bothRules(...rules), missed: paths.includes(undefined) }
}

const isRule = (rule: unknown): rule is Readonly<Record<string, unknown>> => typeof rule === 'object' && rule !== null

/** The report with conditions added, each of its facts asked in its own way; `missed` when a part of it cannot be asked. */
export function filteredReport(
  report: ReportDocument,
  conditions: readonly DashboardCondition[],
  workspace: WorkspaceView,
): { readonly report: ReportDocument; readonly missed: boolean } {
  if (conditions.length === 0) return { report, missed: false }
  const withRule = <Part extends { readonly filter?: unknown }>(part: Part, rule: unknown): Part => {
    const filter = bothRules(part.filter, rule)
    return isRule(filter) ? { ...part, filter } : part
  }
  if (report.facts === undefined) {
    const { rule, missed } = ruleOver(conditions, reportEntity(report, workspace), workspace)
    return { report: withRule(report, rule), missed }
  }
  const asked = report.facts.map((fact) => {
    const { rule, missed } = ruleOver(conditions, fact.entity, workspace)
    return { fact: withRule(fact, rule), missed }
  })
  return { report: { ...report, facts: asked.map(({ fact }) => fact) }, missed: asked.some(({ missed }) => missed) }
}
