import type { ApprovalDocument, Model } from '@atelier/definitions'
import type { Env, RecordData } from '@atelier/rules'
import { decideRule } from '../rule.ts'

export type ApprovalState = 'notNeeded' | 'needed' | 'pending' | 'approved' | 'rejected' | 'withdrawn'

/** A request as the record remembers it. */
export type PastRequest = {
  readonly id: string
  /** Id of the approval document. */
  readonly approval: string
  readonly state: 'pending' | 'approved' | 'rejected' | 'withdrawn'
  /** ISO instant. */
  readonly startedAt: string
  /** Values of the material fields when it started, as `materialOf` gave them. */
  readonly material: string
}

const kept = new Set(['version', 'updatedAt', 'updatedBy', 'parent'])

/** A value without what loading may add to it: a reference is its id, a stage its key, lines their own values. */
function plain(value: unknown, lines: boolean): unknown {
  if (value === undefined || value === '') return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((each) => plain(each, true))
  if (typeof value !== 'object' || value === null) return value
  if (!lines && 'id' in value) return value.id
  if ('outcome' in value && 'key' in value) return value.key
  const entries = Object.entries(value).filter(([key]) => !kept.has(key))
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, plain(each, false)]),
  )
}

/** The present values of the approval's material fields, as one text that changes when any of them does. */
export function materialOf(document: ApprovalDocument, record: RecordData | null): string {
  return JSON.stringify((document.material ?? []).map((field) => [field, plain(record?.[field], false)]))
}

/** The newest request of an approval, or undefined. */
export function lastRequest(document: ApprovalDocument, requests: readonly PastRequest[]): PastRequest | undefined {
  return requests
    .filter((request) => request.approval === document.id)
    .reduce<PastRequest | undefined>(
      (last, each) => (last === undefined || each.startedAt >= last.startedAt ? each : last),
      undefined,
    )
}

/**
 * Where a record stands with an approval. A decision counts for the values of `material` it was asked with; `needed` says that `when`
 * holds (or cannot be decided, because something it reads is empty) and no decision counts. `env.record` is loaded with `approvalPaths`.
 */
export function approvalState(
  model: Model,
  document: ApprovalDocument,
  env: Env,
  requests: readonly PastRequest[],
): ApprovalState {
  const mine = requests.filter((request) => request.approval === document.id)
  if (mine.some((request) => request.state === 'pending')) return 'pending'
  const last = lastRequest(document, mine)
  const counts = last !== undefined && last.material === materialOf(document, env.record)
  if (counts && last.state === 'approved') return 'approved'
  if (document.when !== undefined) {
    const verdict = decideRule(model, document.entity, document.when, env, 'approval')
    if (!verdict.holds && !verdict.undecided) return 'notNeeded'
  }
  return counts ? last.state : 'needed'
}

/** The states of every approval of an entity, by key: what `record.$approvals` holds. */
export function approvalStates(
  model: Model,
  entity: string,
  env: Env,
  requests: readonly PastRequest[],
): { readonly [approval: string]: ApprovalState } {
  return Object.fromEntries(
    [...model.approvals.values()]
      .filter((document) => document.entity === entity)
      .map((document) => [document.key, approvalState(model, document, env, requests)]),
  )
}
