import type { Canonical } from '@atelier/fields'

/** What search finds a record by; folded as `foldSearch` does. */
export type SearchColumns = { readonly text: string; readonly pinyin: string; readonly initials: string }

export type RowInsert = {
  readonly id: string
  readonly createdAt: string
  readonly createdBy: string | null
  readonly updatedAt?: string
  readonly updatedBy?: string | null
  /** Canonical values by field key; fields left out are empty. */
  readonly values: Readonly<Record<string, Canonical>>
  /** Of lines: the header and the place. */
  readonly parent?: string
  readonly position?: number
  readonly search?: SearchColumns
}

export type RowUpdate = {
  readonly id: string
  /** The version loaded: another one in the database leaves the row alone. The row gets the next one when `updatedAt` is given. Lines have none. */
  readonly version?: number
  readonly updatedAt?: string
  readonly updatedBy?: string | null
  /** Canonical values of the fields that change, by key. */
  readonly values: Readonly<Record<string, Canonical>>
  readonly position?: number
  /** Into the bin, or (null) out of it. */
  readonly deletedAt?: string | null
  readonly lastActivityAt?: string | null
  readonly search?: SearchColumns
}

export type EntityChanges = {
  readonly entity: string
  readonly insert?: readonly RowInsert[]
  readonly update?: readonly RowUpdate[]
  /** Rows that go for good: lines, and what a purge takes. */
  readonly remove?: readonly string[]
  /** Whole new contents of references fields; `field` by key, `entity` by key. */
  readonly links?: readonly {
    readonly field: string
    readonly id: string
    readonly to: readonly { readonly entity: string; readonly id: string }[]
  }[]
}

/** One entry of the ledger. `entity` by key; the ledger keeps its id. `changes`: a list of `{field: <field id>, from, to}`. */
export type LedgerEvent = {
  readonly id: string
  readonly entity: string
  readonly record: string
  readonly version: number
  readonly kind: string
  readonly at: string
  readonly recordedAt: string
  readonly by: string | null
  readonly via: string
  readonly request: string
  readonly cause?: string
  readonly revision: number
  readonly changes: Canonical
}

/** A stay in a stage; `pipeline` and `stage` by key, kept by id. */
export type StageInterval = {
  readonly entity: string
  readonly record: string
  readonly pipeline: string
  readonly stage: string
  readonly enteredAt: string
  readonly leftAt?: string | null
  readonly reason?: string | null
  readonly by: string | null
}

export type Changes = {
  readonly records: readonly EntityChanges[]
  readonly events: readonly LedgerEvent[]
  /** Closes the open stay of a record. */
  readonly leave?: readonly { readonly entity: string; readonly record: string; readonly leftAt: string }[]
  readonly enter?: readonly StageInterval[]
  /**
   * For a statement that is a transaction of its own: when a row of `update` is missing in `changed`, the whole fails (22012, division by zero)
   * and nothing of it is written.
   */
  readonly whole?: boolean
}
