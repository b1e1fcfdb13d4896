import type { Problem } from '@atelier/rules'

/** Values by field key in input form (contract.md, "Values"). */
export type Values = Readonly<Record<string, unknown>>

/**
 * What the write kernel is asked to do. Every way in (form, board, bulk, import, API, automation, approval, undo) says it in these words.
 * `$ref` inside values points at the record another command of the same batch makes (`as`).
 */
export type WriteCommand =
  | {
      readonly kind: 'create'
      readonly entity: string
      readonly values: Values
      /** Chosen beforehand (users share theirs with their sign-in, undo of a purge); made by the kernel otherwise. */
      readonly id?: string
      readonly as?: string
      readonly history?: History
    }
  | {
      readonly kind: 'update'
      readonly entity: string
      /** Id of the record, or `$ref:<as>` for one that the same batch makes. */
      readonly id: string
      readonly values: Values
      readonly ifVersion?: number
      readonly reason?: string
      readonly history?: History
      /** Name by which later values of the batch point at this record (`$ref`). */
      readonly as?: string
    }
  | {
      readonly kind: 'move'
      readonly entity: string
      readonly id: string
      readonly to: string
      readonly values?: Values
      readonly reason?: string
      readonly ifVersion?: number
    }
  | { readonly kind: 'delete'; readonly entity: string; readonly id: string; readonly ifVersion?: number }
  | { readonly kind: 'restore'; readonly entity: string; readonly id: string }

/** The past as an import tells it: when stages were entered, and (mode history, with `may: importHistory`) who made the record when. */
export type History = {
  readonly enteredAt?: Readonly<Record<string, string>>
  readonly createdAt?: string
  readonly createdBy?: string
  /** Judge no gates, approvals or automations; validation, uniqueness and invariants always hold. */
  readonly skipProcess?: boolean
}

export type WriteResult =
  | {
      readonly status: 'created' | 'updated' | 'unchanged'
      readonly id: string
      readonly version: number
      readonly warnings: readonly Problem[]
      /** The record as its writer sees it, as JSON ('null' when not at all), where it was asked for and came with the write. */
      readonly record?: string
    }
  /** Carried out later: approval gates hold the move. */
  | {
      readonly status: 'pending'
      readonly id: string
      readonly version: number
      readonly approvals: readonly string[]
      readonly warnings: readonly Problem[]
    }
  | {
      readonly status: 'refused'
      readonly id?: string
      readonly kind: RefusalKind
      readonly problems: readonly Problem[]
    }

/**
 * Decides the HTTP status: unknown field names 400, unknown or invisible record 404, known but not allowed 403, someone was first 409,
 * the input or a gate says no 422.
 */
export type RefusalKind = 'not_understood' | 'not_found' | 'not_allowed' | 'conflict' | 'invalid'

export type WriteOptions = {
  /** All or nothing; otherwise each command stands for itself. */
  readonly atomic: boolean
  /** Judge everything and then roll back (dry run of an import, preview of a bulk edit). */
  readonly dryRun?: boolean
  /** Tell the record in the result, where that costs nothing. */
  readonly tell?: boolean
}
