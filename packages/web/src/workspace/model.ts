import type { WorkspaceAnswer, WorkspaceEntity } from '@atelier/api'
import type { DashboardDocument, FormDocument, ReportDocument, ViewDocument } from '@atelier/definitions'
import type { FieldView, Label, OptionView, StageView } from '@atelier/ui'

/** The app's reading of the workspace's definitions: only what one may see, options and stages resolved. */
export type WorkspaceView = {
  readonly key: string
  readonly label: Label
  readonly revision: number
  readonly currency: string
  readonly zone: string
  readonly entities: ReadonlyMap<string, EntityView>
  readonly pipelines: ReadonlyMap<string, PipelineView>
  readonly views: readonly ViewView[]
  readonly forms: readonly FormDocument[]
  readonly reports: readonly Named<ReportDocument>[]
  readonly dashboards: readonly Named<DashboardDocument>[]
  readonly navigation: readonly NavigationNode[]
  /** The answer itself, for what pages read rarely. */
  readonly answer: WorkspaceAnswer
}

export type Json = Readonly<Record<string, unknown>>
export type Named<Document> = { readonly key: string; readonly label: Label; readonly document: Document }

export type EntityView = {
  readonly key: string
  readonly label: Label
  /** The field that names a record. */
  readonly title: string
  /** Own fields in the order of the document, then the system's. */
  readonly fields: readonly FieldView[]
  readonly system: boolean
  readonly stage: FieldView | undefined
  readonly owner: FieldView | undefined
  readonly pipelines: readonly PipelineView[]
  /** The entity as the server described it: relations, rules, rights. */
  readonly source: WorkspaceEntity
  /** What the reader may do with some record of it; the server has the last word on each. */
  readonly may: ReadonlySet<string>
}

/** What a condition may be about: as much of an entity as filters and rules need. */
export type Filterable = Pick<EntityView, 'fields' | 'stage' | 'pipelines'>

export type PipelineStage = StageView & {
  readonly guide: Label | undefined
  readonly expectDays: number | undefined
  /** The expectation counts working days only. */
  readonly expectBusiness: boolean
}
export type PipelineView = {
  readonly key: string
  readonly label: Label
  readonly entity: string
  readonly stages: readonly PipelineStage[]
  readonly reason: boolean
}

export type ViewColumn = { readonly field: string; readonly width?: number | undefined }
export type ViewView = {
  /** Document id; for a view of one's own the one that `/mine/views` gave. */
  readonly id: string
  readonly key: string
  readonly label: Label
  readonly entity: string
  readonly type: ViewDocument['type']
  readonly filter: unknown
  readonly sort: readonly string[]
  readonly columns: readonly ViewColumn[]
  /** The field that the records are put in groups by. */
  readonly group: string | undefined
  /** How many of the columns stay while the others scroll; one when left out. */
  readonly freeze: number | undefined
  readonly board: NonNullable<ViewDocument['board']>
  readonly calendar: NonNullable<ViewDocument['calendar']>
  /** What stands below the table; money and number columns are added up when it is left out. */
  readonly summary: ViewDocument['summary']
  /** Where it comes from: the workspace's definitions, oneself, a colleague who shares it, or the app itself. */
  readonly from: 'workspace' | 'mine' | 'colleague' | 'app'
  /** Roles and teams that a view of one's own is shared with: `role:sales`, `team:east`. */
  readonly shareWith: readonly string[]
  /** One's own: it can be changed and deleted here. */
  readonly mine: boolean
}

export type NavigationNode = {
  readonly id: string
  readonly label: Label | undefined
  readonly icon: string | undefined
  /** A rule about who is signed in; the item is shown where it holds. */
  readonly when: unknown
  readonly go: Json | undefined
  readonly items: readonly NavigationNode[]
}

/** The fields that every entity has, as a reader may list and filter them. */
export const systemFields: readonly FieldView[] = [
  { key: 'createdAt', type: 'datetime', readonly: true, label: { en: 'Created', 'zh-CN': '创建时间' } },
  { key: 'createdBy', type: 'user', target: 'user', readonly: true, label: { en: 'Created by', 'zh-CN': '创建人' } },
  { key: 'updatedAt', type: 'datetime', readonly: true, label: { en: 'Changed', 'zh-CN': '修改时间' } },
  { key: 'updatedBy', type: 'user', target: 'user', readonly: true, label: { en: 'Changed by', 'zh-CN': '修改人' } },
]

export const isSystemField = (key: string): boolean => systemFields.some((field) => field.key === key)

/** Whether the reader may write the field in some record. */
export const isWritable = (field: FieldView): boolean => field.readonly !== true

/** A field of the entity by key. */
export const fieldOf = (entity: Pick<EntityView, 'fields'>, key: string): FieldView | undefined =>
  entity.fields.find((field) => field.key === key)

export type { FieldView, OptionView, StageView }
