import type {
  Action,
  ActivityDefinition,
  ApprovalDocument,
  DashboardDocument,
  FieldAccess,
  FieldDefinition,
  FormDocument,
  NavigationDocument,
  Option,
  Permit,
  PipelineDocument,
  ReportDocument,
  RuleDefinition,
  ViewDocument,
  WorkspaceDocument,
} from '@atelier/definitions'

/** Words by language code; shown in the reader's language, else the workspace's, else any. */
export type Words = Readonly<Record<string, string>>

/** A field as the signed-in person may see it. Fields they may not see are not there. */
export type WorkspaceField = {
  readonly id: string
  readonly key: string
  readonly type: string
  /** The type of a computed field's values. */
  readonly result?: string
  readonly label: Words
  readonly help?: Words
  readonly required: boolean
  /** What this person may do to the field where they may see the record; `byRow`: in some records only. */
  readonly access: Exclude<FieldAccess, 'hidden'>
  readonly byRow: boolean
  /** Kept by the engine: `id`, `createdAt` … */
  readonly system: boolean
  /** Written by people; the others are numbered or computed. */
  readonly writable: boolean
  readonly sortable: boolean
  readonly options: readonly Option[]
  readonly targets: readonly string[]
  /** The definition as drawn, for the type's own settings (scale, currency, fields of lines, formula …). */
  readonly definition: FieldDefinition
}

/** A way from a record to others. */
export type WorkspaceRelation = {
  readonly key: string
  readonly label: Words
  readonly to: readonly string[]
  readonly cardinality: 'one' | 'many'
  readonly kind: 'reference' | 'reverse' | 'links' | 'reverseLinks' | 'lines' | 'parent' | 'collection'
  /** The field that makes the relation; for reverse relations it belongs to the other entity. */
  readonly field?: { readonly entity: string; readonly key: string }
}

/** An entity as the signed-in person may see it; entities without any right are not there. */
export type WorkspaceEntity = {
  readonly id: string
  readonly key: string
  readonly origin: 'drawn' | 'system' | 'lines'
  readonly label: Words
  /** Key of the field that names a record. */
  readonly title: string
  readonly fields: readonly WorkspaceField[]
  readonly relations: readonly WorkspaceRelation[]
  readonly stage?: string
  readonly owner?: string
  readonly activity?: ActivityDefinition
  readonly forms: readonly string[]
  readonly rules: readonly RuleDefinition[]
  /** Actions that some grant allows; single records may still refuse. */
  readonly can: readonly Action[]
}

/** Answer of `GET /workspace`: the definitions the person may see, at one revision. */
export type WorkspaceAnswer = {
  readonly key: string
  readonly revision: number
  readonly workspace: WorkspaceDocument
  readonly navigation: NavigationDocument | null
  readonly entities: readonly WorkspaceEntity[]
  readonly pipelines: readonly PipelineDocument[]
  readonly approvals: readonly ApprovalDocument[]
  readonly views: readonly ViewDocument[]
  readonly forms: readonly FormDocument[]
  readonly reports: readonly ReportDocument[]
  readonly dashboards: readonly DashboardDocument[]
  /** Roles by key, for naming only. */
  readonly roles: readonly { readonly key: string; readonly label: Words }[]
  /** Documents out of service because they could not be read (for people who may build). */
  readonly quarantined: readonly { readonly kind: string; readonly key: string; readonly code: string }[]
}

/** Answer of `GET /me`. */
export type MeAnswer = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly roles: readonly { readonly key: string; readonly label: Words }[]
  readonly may: readonly Permit[]
  readonly admin: boolean
  readonly team: { readonly id: string; readonly label: string } | null
  readonly language: string
  readonly zone: string
  /** Dashboard to open first, from the roles held. */
  readonly home: string | null
  readonly workspaces: readonly { readonly key: string }[]
  readonly settings: PersonSettings
}

/** How the app looks to a person; null where they have chosen nothing and the workspace's way holds. */
export type PersonSettings = {
  readonly language: 'en' | 'zh-CN' | null
  readonly zone: string | null
  readonly theme: 'light' | 'dark' | 'auto' | null
  readonly density: 'tight' | 'normal' | 'roomy' | null
  /** 1,234.5 · 1.234,5 · 1 234,5 · 1234.5 */
  readonly numbers: 'comma' | 'point' | 'space' | 'plain' | null
  /** 128.0万 instead of 1,280,000, for whoever reads Chinese. */
  readonly bigNumbers: 'plain' | 'wan' | null
  readonly dates: 'ymd' | 'dmy' | 'mdy' | null
}
