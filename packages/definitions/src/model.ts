import type { FieldSettings, FieldType } from '@atelier/fields'
import type { Shape } from '@atelier/rules'
import type {
  ApprovalDocument,
  AutomationDocument,
  DashboardDocument,
  Document,
  EntityDocument,
  FieldDefinition,
  FormDocument,
  InvariantDefinition,
  MessageDocument,
  NavigationDocument,
  Option,
  OptionSetDocument,
  PipelineDocument,
  PolicyDocument,
  ReportDocument,
  RoleDocument,
  RuleDefinition,
  TeamDocument,
  UniqueDefinition,
  ViewDocument,
  WorkspaceDocument,
} from './documents/index.ts'

/**
 * The model: all documents of one revision, checked, resolved and indexed. It is immutable, is made once per revision, and is what the
 * engines, the query compiler and the write kernel read. Nothing else reads raw documents.
 */
export type Model = {
  readonly revision: number
  readonly documents: readonly Document[]
  readonly workspace: WorkspaceDocument
  readonly navigation: NavigationDocument | undefined
  /** Every entity by key: drawn ones, system entities (`user`, `team`, `file`, `notification`), lines (`order.lines`) and system collections (`opportunity.stageHistory`). */
  readonly entities: ReadonlyMap<string, Entity>
  readonly pipelines: ReadonlyMap<string, PipelineDocument>
  readonly automations: ReadonlyMap<string, AutomationDocument>
  readonly approvals: ReadonlyMap<string, ApprovalDocument>
  readonly forms: ReadonlyMap<string, FormDocument>
  readonly views: ReadonlyMap<string, ViewDocument>
  readonly reports: ReadonlyMap<string, ReportDocument>
  readonly dashboards: ReadonlyMap<string, DashboardDocument>
  readonly roles: ReadonlyMap<string, RoleDocument>
  readonly policies: ReadonlyMap<string, PolicyDocument>
  readonly messages: ReadonlyMap<string, MessageDocument>
  readonly optionsets: ReadonlyMap<string, OptionSetDocument>
  readonly teams: ReadonlyMap<string, TeamDocument>
  /** What could not be read in this revision: it is out of service, the rest serves. */
  readonly quarantined: readonly Quarantined[]
  /** The rule language's view of an entity; undefined when there is none. */
  shape(entity: string): Shape | undefined
}

/** A document out of service, or only the part of it at `path` (JSON pointer into the document as stored). */
export type Quarantined = { readonly kind: string; readonly key: string; readonly code: string; readonly path?: string }

/** Where an entity's rows come from. */
export type EntityOrigin =
  /** a table of its own, drawn by an admin */
  | { readonly kind: 'drawn' }
  /** `user`, `team`, `file`, `notification`: a table of its own, drawn by us, extensible */
  | { readonly kind: 'system' }
  /** rows of a lines field: `parent`, `position` and the fields; permission is the parent's */
  | { readonly kind: 'lines'; readonly parent: string; readonly field: string }
  /** read-only collection kept by the engine */
  | {
      readonly kind: 'collection'
      readonly parent: string
      readonly collection: 'stageHistory' | 'approvals' | 'approvals.decisions' | 'changes'
    }

export type Entity = {
  readonly id: string
  readonly key: string
  readonly origin: EntityOrigin
  readonly document: EntityDocument
  readonly label: Readonly<Record<string, string>>
  /** Key of the field whose value names a record; `id` when there is none. */
  readonly title: string
  /** Own and system fields (`id version createdAt createdBy updatedAt updatedBy deletedAt lastActivityAt`) by key, in order of the document. */
  readonly fields: ReadonlyMap<string, Field>
  /** Ways to other entities by key: reference fields, references fields, lines, and reverse relations of fields elsewhere. */
  readonly relations: ReadonlyMap<string, Relation>
  /** The stage field, if there is one. */
  readonly stage: Field | undefined
  /** The owner field, if there is one. */
  readonly owner: Field | undefined
  readonly rules: readonly RuleDefinition[]
  readonly invariants: readonly InvariantDefinition[]
  /** Declared constraints and fields with `unique: true`, alike. */
  readonly uniques: readonly UniqueDefinition[]
  /** Pipelines of this entity, in document order. */
  readonly pipelines: readonly PipelineDocument[]
}

export type Field = {
  readonly id: string
  readonly key: string
  readonly entity: string
  readonly label: Readonly<Record<string, string>>
  readonly definition: FieldDefinition
  readonly type: FieldType
  /** `id`, `createdAt` and their like: kept by the kernel, never written from outside. */
  readonly system: boolean
  /** Reads now() or today(), so that it has no column and is computed on read. */
  readonly volatile: boolean
  /** What the field type is told about this field: pass it to every function of `type`. */
  readonly settings: FieldSettings
  /** Options of a choice or choices field, own or of its option set. */
  readonly options: readonly Option[]
  /** Target entities of a reference or references field. */
  readonly targets: readonly string[]
  /**
   * What the value is made from, for formula, rollup and lookup: paths from this record (field keys). Empty for stored input.
   * A path of length 1 is a field of the same record; a longer one goes through relations.
   */
  readonly reads: readonly (readonly string[])[]
}

/** A way from a record to others. `one`: at most one record; `many`: any number. */
export type Relation = {
  readonly key: string
  readonly label: Readonly<Record<string, string>>
  readonly from: string
  readonly to: readonly string[]
  readonly cardinality: 'one' | 'many'
  readonly through: /** a reference, user or owner field of this entity */
    | { readonly kind: 'reference'; readonly field: Field }
    /** the other side of a reference field: `field` belongs to the target entity */
    | { readonly kind: 'reverse'; readonly field: Field }
    /** a references field of this entity, through its link table */
    | { readonly kind: 'links'; readonly field: Field }
    /** the other side of a references field */
    | { readonly kind: 'reverseLinks'; readonly field: Field }
    /** rows of a lines field */
    | { readonly kind: 'lines'; readonly field: Field }
    /** a line's header */
    | { readonly kind: 'parent' }
    /** a system collection kept by the engine */
    | { readonly kind: 'collection' }
}
