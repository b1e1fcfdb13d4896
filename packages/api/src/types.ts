import type { Problem } from './problem.ts'

/** A label as definitions carry it. */
export type Label = string | Readonly<Record<string, string>>
/** A rule in JsonLogic syntax. */
export type RuleJson = unknown
/** Any definition document; its kind's own type is in `@atelier/definitions`. */
export type DocumentJson = Readonly<Record<string, unknown>> & { readonly kind: string; readonly key: string }

/** A reference in an answer. */
export type Ref = { readonly id: string; readonly label: string }

/** A record in an answer: the system fields, and its own fields by key. Fields that the reader may not see are absent. */
export type RecordJson = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly version: number
  readonly _warnings?: readonly Problem[]
}

export type ListQuery = {
  readonly filter?: RuleJson
  /** Words to search for, as `/search` does. */
  readonly q?: string
  /** For example `-amount,name`. */
  readonly sort?: string
  /** For example `name,account.name`; all that the reader may see when left out. */
  readonly fields?: string
  /** 1 to 500; 50 when left out. */
  readonly limit?: number
  readonly after?: string
  readonly count?: 'none' | 'capped' | 'exact'
}

export type Count = { readonly value: number; readonly exact: boolean }
export type RecordPage = {
  readonly records: readonly RecordJson[]
  readonly next: string | null
  readonly count?: Count
}

export type BulkRow = {
  readonly status: 'created' | 'updated' | 'unchanged' | 'skipped' | 'refused'
  readonly id?: string
  readonly version?: number
  readonly problems?: readonly Problem[]
}

export type StageMove = {
  readonly stage: string
  readonly label?: Label
  readonly outcome: 'open' | 'won' | 'lost'
  /** The record is in this stage now. */
  readonly current: boolean
  readonly allowed: boolean
  readonly refusals: readonly Problem[]
  /** The move will ask for a reason. */
  readonly needsReason: boolean
}

/** Who follows a record: me, and those whom I may see. */
export type Following = {
  readonly following: boolean
  readonly followers: readonly { readonly id: string; readonly label: string }[]
}

export type HistoryEvent = {
  readonly id: string
  readonly at: string
  readonly recordedAt: string
  readonly by: Ref | null
  readonly via: string
  readonly kind: string
  readonly changes: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[]
  readonly revision: number
}
export type HistoryPage = { readonly events: readonly HistoryEvent[]; readonly next: string | null }

/** What a search found, by entity, best first. */
export type SearchGroup = {
  readonly entity: string
  readonly records: readonly Ref[]
  /** Nothing has the words; these have words like them. */
  readonly similar?: true
}

export type StoredFile = { readonly id: string; readonly name: string; readonly size: number; readonly type: string }

export type BatchWrite = Readonly<Record<string, unknown>>

export type ReportColumn = {
  readonly id: string
  readonly label: Label
  readonly type: string
  readonly role: 'dimension' | 'measure'
}
export type ReportResult = {
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly truncated: boolean
  readonly explain: unknown
}

export type DrillCell = {
  readonly row: Readonly<Record<string, unknown>>
  readonly col?: Readonly<Record<string, unknown>>
  readonly value: string
}

export type ImportColumn = {
  readonly column: string
  readonly samples: readonly string[]
  readonly field: string | null
  readonly confidence: number | string
  readonly by?: string
  readonly format?: string
  /** An earlier import read the column like this. */
  readonly remembered?: boolean
}
export type ImportDraft = {
  readonly id: string
  readonly rows: number
  readonly encoding: string
  readonly delimiter: string
  readonly columns: readonly ImportColumn[]
}
export type ImportCheck = {
  readonly rows: number
  readonly create: number
  readonly update: number
  readonly unchanged: number
  readonly refused: number
  readonly problems: readonly {
    readonly row: number
    readonly column: string
    readonly code: string
    readonly message: string
    readonly suggestion?: string
  }[]
  readonly values: readonly {
    readonly column: string
    readonly value: string
    readonly rows: number
    readonly code: string
    readonly suggestion?: string
  }[]
}
export type ImportState = {
  readonly state: 'draft' | 'running' | 'done' | 'failed' | 'undone'
  readonly done: number
  readonly rows: number
  readonly create: number
  readonly update: number
  readonly unchanged: number
  readonly refused: number
}

export type ChangePlan = {
  readonly problems: readonly Problem[]
  readonly diff: readonly unknown[]
  readonly effects: readonly unknown[]
  readonly impact: readonly unknown[]
}

export type TemplateCard = {
  readonly key: string
  readonly label: Label
  readonly description?: Label
  readonly [more: string]: unknown
}
export type Setup = { readonly needed: boolean; readonly templates: readonly TemplateCard[] }
export type SetupBody = {
  readonly token: string
  readonly email: string
  readonly name: string
  readonly password: string
  readonly template?: string
  readonly sampleData?: boolean
  readonly language: string
  readonly zone: string
}

export type DecisionAction =
  | 'approve'
  | 'reject'
  | 'return'
  | 'transfer'
  | 'delegate'
  | 'addBefore'
  | 'addAfter'
  | 'withdraw'
  | 'urge'
