import type { FieldView, Label, OptionView } from '@atelier/ui'
import {
  type EntityView,
  type Json,
  type NavigationNode,
  type PipelineStage,
  type PipelineView,
  systemFields,
  type ViewType,
  type ViewView,
  type WorkspaceView,
} from './model.ts'

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : [])
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** A label from a document: text, or texts by language. */
function label(value: unknown): Label | undefined {
  if (typeof value === 'string') return value
  if (!isJson(value)) return undefined
  const entries = Object.entries(value).flatMap(([language, each]) =>
    typeof each === 'string' ? [[language, each]] : [],
  )
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** Every document of a kind, wherever the answer keeps it: a flat list, or lists by kind or by its plural. */
function documentsOf(answer: Json, kind: string): readonly Json[] {
  const home = answer.definitions ?? answer.documents ?? answer
  if (Array.isArray(home)) return list(home).filter((document) => document.kind === kind)
  if (!isJson(home)) return []
  const plurals: Record<string, string> = { entity: 'entities', navigation: 'navigation', workspace: 'workspace' }
  const found = home[kind] ?? home[plurals[kind] ?? `${kind}s`]
  return Array.isArray(found)
    ? list(found)
    : isJson(found)
      ? text(found.kind)
        ? [found]
        : list(Object.values(found))
      : []
}

function readOptions(value: unknown): readonly OptionView[] {
  return list(value).map((option) => ({
    key: text(option.key) ?? '',
    label: label(option.label),
    color: text(option.color),
    retired: option.retired === true,
  }))
}

/** Whole days of an expectation such as `P10D` or `{"for":"P5D"}`. */
function days(value: unknown): number | undefined {
  const duration = text(isJson(value) ? value.for : value) ?? ''
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?/.exec(duration)
  const total = Number(found?.[1] ?? 0) * 7 + Number(found?.[2] ?? 0)
  return total > 0 ? total : undefined
}

function readPipeline(document: Json): PipelineView {
  const stages = list(document.stages).filter((stage) => stage.retired !== true)
  const open = stages.filter((stage) => (text(stage.outcome) ?? 'open') === 'open').map((stage) => stage.key)
  const backward = isJson(document.backward) ? document.backward : {}
  return {
    key: text(document.key) ?? '',
    entity: text(document.entity) ?? '',
    reason: backward.reason === 'required',
    stages: stages.map((stage): PipelineStage => {
      const outcome = stage.outcome === 'won' ? 'won' : stage.outcome === 'lost' ? 'lost' : 'open'
      const place = open.indexOf(stage.key) + 1
      return {
        key: text(stage.key) ?? '',
        label: label(stage.label),
        outcome,
        position: outcome === 'open' ? place : open.length,
        total: open.length,
        guide: label(stage.guide),
        expectDays: days(stage.expect),
      }
    }),
  }
}

type Known = {
  readonly optionsets: ReadonlyMap<string, readonly OptionView[]>
  readonly pipelines: readonly PipelineView[]
}

function readField(field: Json, entity: string, known: Known): FieldView {
  const type = text(field.type) ?? 'text'
  const own = readOptions(field.options)
  const options = own.length > 0 ? own : known.optionsets.get(text(field.optionset) ?? '')
  const named = list(field.pipelines).map((each) => text(each.pipeline))
  const pipelines = known.pipelines.filter((pipeline) =>
    named.length > 0 ? named.includes(pipeline.key) : pipeline.entity === entity,
  )
  const stages = [...new Map(pipelines.flatMap((each) => each.stages).map((stage) => [stage.key, stage])).values()]
  const people = type === 'user' || type === 'owner'
  return {
    key: text(field.key) ?? '',
    type,
    label: label(field.label),
    help: label(field.help),
    required: field.required === true,
    readonly: field.readonly === true || field.access === 'read' || field.access === 'masked',
    scale: number(field.scale),
    maxLength: number(field.maxLength),
    target: people ? 'user' : type === 'team' ? 'team' : text(field.target),
    targets: texts(field.targets),
    options,
    stages: type === 'stage' ? stages : undefined,
    fields: type === 'lines' ? list(field.fields).map((each) => readField(each, entity, known)) : undefined,
    result: text(field.result),
    multiple: field.multiple === true,
    accept: texts(field.accept),
    currency: isJson(field.currency) ? text(field.currency.from) : undefined,
  }
}

function readEntity(document: Json, known: Known, may: unknown): EntityView {
  const key = text(document.key) ?? ''
  const own = list(document.fields)
    .filter((field) => field.retired !== true)
    .map((field) => readField(field, key, known))
  const system = systemFields.filter((field) => !own.some((each) => each.key === field.key))
  const fields = [...own, ...system]
  const allowed = texts(may)
  return {
    key,
    label: label(document.label) ?? key,
    title: text(document.titleField) ?? own.find((field) => field.type === 'text')?.key ?? 'id',
    fields,
    system: ['user', 'team', 'file', 'notification'].includes(key),
    stage: own.find((field) => field.type === 'stage'),
    owner: own.find((field) => field.type === 'owner'),
    pipelines: known.pipelines.filter((pipeline) => pipeline.entity === key),
    document,
    may: new Set(may === undefined ? ['create', 'update', 'delete', 'import', 'export'] : allowed),
  }
}

/** A view document, the workspace's or one's own. */
export function readView(document: Json, mine: boolean): ViewView {
  const type = text(document.type)
  return {
    id: text(document.id) ?? '',
    key: text(document.key) ?? text(document.id) ?? '',
    label: label(document.label) ?? text(document.key) ?? '',
    entity: text(document.entity) ?? '',
    type: type === 'board' || type === 'calendar' || type === 'timeline' ? (type satisfies ViewType) : 'table',
    filter: document.filter,
    sort: typeof document.sort === 'string' ? document.sort.split(',') : texts(document.sort),
    columns: Array.isArray(document.columns)
      ? document.columns.flatMap((column: unknown) => {
          const field = typeof column === 'string' ? column : isJson(column) ? text(column.field) : undefined
          return field === undefined ? [] : [{ field, width: isJson(column) ? number(column.width) : undefined }]
        })
      : [],
    board: isJson(document.board) ? document.board : {},
    mine,
  }
}

function readNavigation(items: unknown): readonly NavigationNode[] {
  return list(items).map((item, index) => ({
    id: text(item.id) ?? String(index),
    label: label(item.label),
    icon: text(item.icon),
    go: isJson(item.go) ? item.go : undefined,
    items: readNavigation(item.items),
  }))
}

const named = (document: Json) => ({
  key: text(document.key) ?? '',
  label: label(document.label) ?? text(document.key) ?? '',
  document,
})

/** Reads the answer of `GET /workspace`. What it does not know it leaves out; it never fails. */
export function readWorkspace(answer: unknown): WorkspaceView {
  const root = isJson(answer) ? answer : {}
  const settings = documentsOf(root, 'workspace')[0] ?? root
  const pipelines = documentsOf(root, 'pipeline').map(readPipeline)
  const optionsets = new Map(
    documentsOf(root, 'optionset').map((document) => [text(document.key) ?? '', readOptions(document.options)]),
  )
  const access = isJson(root.access) ? root.access : {}
  const mayOf = (key: string) => {
    const entry = access[key]
    return isJson(entry) ? entry.actions : entry
  }
  const entities = documentsOf(root, 'entity')
    .filter((document) => document.extends === undefined || document.extends === 'system')
    .map((document) => readEntity(document, { optionsets, pipelines }, mayOf(text(document.key) ?? '')))
  return {
    key: text(root.key) ?? text(settings.key) ?? 'main',
    label: label(root.label) ?? label(settings.label) ?? 'Atelier',
    revision: number(root.revision) ?? 0,
    currency: text(settings.currency) ?? 'CNY',
    zone: text(settings.zone) ?? 'UTC',
    entities: new Map(entities.map((entity) => [entity.key, entity])),
    pipelines: new Map(pipelines.map((pipeline) => [pipeline.key, pipeline])),
    views: documentsOf(root, 'view').map((document) => readView(document, false)),
    forms: documentsOf(root, 'form'),
    reports: documentsOf(root, 'report').map(named),
    dashboards: documentsOf(root, 'dashboard').map(named),
    navigation: readNavigation(documentsOf(root, 'navigation')[0]?.items),
  }
}
