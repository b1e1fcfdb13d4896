import type { WorkspaceAnswer, WorkspaceEntity, WorkspaceField } from '@atelier/api'
import type { NavigationItem, PipelineDocument, ViewDocument } from '@atelier/definitions'
import type { FieldView } from '@atelier/ui'
import {
  type EntityView,
  type NavigationNode,
  type PipelineStage,
  type PipelineView,
  systemFields,
  type ViewView,
  type WorkspaceView,
} from './model.ts'

/** Whole days of an expectation such as `P10D` or `{"for":"P5D"}`. */
function days(value: unknown): number | undefined {
  const duration = typeof value === 'object' && value !== null && 'for' in value ? value.for : value
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?/.exec(typeof duration === 'string' ? duration : '')
  const total = Number(found?.[1] ?? 0) * 7 + Number(found?.[2] ?? 0)
  return total > 0 ? total : undefined
}

const isBusiness = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'clock' in value && value.clock === 'business'

function readPipeline(document: PipelineDocument): PipelineView {
  const stages = document.stages.filter((stage) => stage.retired !== true)
  const open = stages.filter((stage) => stage.outcome === 'open').map((stage) => stage.key)
  return {
    key: document.key,
    label: document.label ?? document.key,
    entity: document.entity,
    reason: document.backward.reason === 'required',
    stages: stages.map(
      (stage): PipelineStage => ({
        key: stage.key,
        label: stage.label,
        outcome: stage.outcome,
        position: stage.outcome === 'open' ? open.indexOf(stage.key) + 1 : open.length,
        total: open.length,
        guide: stage.guide,
        expectDays: days(stage.expect),
        expectBusiness: isBusiness(stage.expect),
      }),
    ),
  }
}

type Known = {
  readonly pipelines: readonly PipelineView[]
  readonly entities: ReadonlyMap<string, WorkspaceEntity>
  readonly currencies: readonly string[]
}

function readField(field: WorkspaceField, entity: string, known: Known): FieldView {
  const { definition, type } = field
  const named = definition.pipelines?.map((each) => each.pipeline) ?? []
  const pipelines = known.pipelines.filter((pipeline) =>
    named.length > 0 ? named.includes(pipeline.key) : pipeline.entity === entity,
  )
  const stages = [...new Map(pipelines.flatMap((each) => each.stages).map((stage) => [stage.key, stage])).values()]
  const lines = known.entities.get(`${entity}.${field.key}`)
  const { currency } = definition
  return {
    key: field.key,
    type,
    label: field.label,
    help: field.help,
    required: field.required,
    readonly: !field.writable,
    scale: definition.scale,
    maxLength: definition.maxLength,
    target: field.targets[0],
    targets: field.targets,
    options: field.options,
    stages: definition.pipelines ? stages : undefined,
    fields: lines?.fields
      .filter((each) => !each.system && each.key !== 'parent')
      .map((each) => readField(each, lines.key, known)),
    result: field.result,
    multiple: definition.multiple,
    accept: definition.accept,
    currency: typeof currency === 'object' ? currency.from : undefined,
    currencies: currency === 'own' ? known.currencies : undefined,
  }
}

/** The pipelines of an entity, first the one that a record takes when nothing else is said. */
function pipelinesOf(entity: WorkspaceEntity, known: Known): readonly PipelineView[] {
  const choices = entity.fields.find((field) => field.key === entity.stage)?.definition.pipelines ?? []
  const usual = choices.find((choice) => choice.when === undefined)?.pipeline
  const own = known.pipelines.filter((pipeline) => pipeline.entity === entity.key)
  return own.toSorted((a, b) => Number(b.key === usual) - Number(a.key === usual))
}

function readEntity(entity: WorkspaceEntity, known: Known): EntityView {
  const own = entity.fields.filter((field) => !field.system).map((field) => readField(field, entity.key, known))
  const system = systemFields.filter((field) => entity.fields.some((each) => each.key === field.key))
  const fields = [...own, ...system]
  return {
    key: entity.key,
    label: entity.label,
    title: entity.title,
    fields,
    system: entity.origin !== 'drawn',
    stage: own.find((field) => field.key === entity.stage),
    owner: own.find((field) => field.key === entity.owner),
    pipelines: pipelinesOf(entity, known),
    source: entity,
    may: new Set<string>(entity.can),
  }
}

/** A view document, the workspace's, one's own or a colleague's. */
export function readView(
  document: ViewDocument,
  from: ViewView['from'],
  id = document.id,
  shareWith: readonly string[] = [],
): ViewView {
  return {
    id,
    key: document.key,
    label: document.label ?? document.key,
    entity: document.entity,
    type: document.type,
    filter: document.filter,
    sort: document.sort ?? [],
    columns: document.columns ?? [],
    group: document.group,
    freeze: document.freeze,
    board: document.board ?? {},
    calendar: document.calendar ?? {},
    summary: document.summary,
    from,
    shareWith,
    mine: from === 'mine',
  }
}

const readNavigation = (items: readonly NavigationItem[]): readonly NavigationNode[] =>
  items.map((item) => ({
    id: item.id,
    label: item.label,
    icon: item.icon,
    when: item.when,
    go: item.go,
    items: readNavigation(item.items ?? []),
  }))

/** The answer of `GET /workspace` as pages read it: stages placed, options and lines beside their fields. */
export function readWorkspace(answer: WorkspaceAnswer): WorkspaceView {
  const pipelines = answer.pipelines.map(readPipeline)
  const known: Known = {
    pipelines,
    entities: new Map(answer.entities.map((entity) => [entity.key, entity])),
    currencies: answer.workspace.currencies ?? [answer.workspace.currency],
  }
  const entities = answer.entities.map((entity) => readEntity(entity, known))
  return {
    key: answer.key,
    label: answer.workspace.label ?? answer.key,
    revision: answer.revision,
    currency: answer.workspace.currency,
    zone: answer.workspace.zone,
    entities: new Map(entities.map((entity) => [entity.key, entity])),
    pipelines: new Map(pipelines.map((pipeline) => [pipeline.key, pipeline])),
    views: answer.views.map((document) => readView(document, 'workspace')),
    forms: answer.forms,
    reports: answer.reports.flatMap((document) =>
      document.key === undefined ? [] : [{ key: document.key, label: document.label ?? document.key, document }],
    ),
    dashboards: answer.dashboards.map((document) => ({
      key: document.key,
      label: document.label ?? document.key,
      document,
    })),
    navigation: readNavigation(answer.navigation?.items ?? []),
    answer,
  }
}
