import type { ApprovalDocument, Model } from '@atelier/definitions'
import type { Env } from '@atelier/rules'
import { decideRule } from '../rule.ts'
import { materialOf } from './material.ts'

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
  const counts = last !== undefined && last.material === materialOf(model, document, env.record)
  if (counts && last.state === 'approved') return 'approved'
  if (document.when !== undefined) {
    const verdict = decideRule(model, document.entity, document.when, env, 'approval')
    if (!verdict.holds && !verdict.undecided) return 'notNeeded'
  }
  return counts ? last.state : 'needed'
}

/**
 * The environment with the states of the record's own approvals, which rules may ask about, `when` of other approvals too; related records bring
 * theirs along in `$approvals`.
 */
export function withApprovals(model: Model, entity: string, env: Env, requests: readonly PastRequest[]): Env {
  const known = new Map<string, ApprovalState | null>()
  const full: Env = {
    ...env,
    approvalState: (record, approval) => {
      if (record !== env.record && (record.id === undefined || record.id !== env.record?.id))
        return stateIn(record['$approvals'], approval)
      const state = known.get(approval)
      if (state !== undefined) return state
      // An approval whose `when` leads back to itself is refused when definitions are checked; it ends here if one slips through.
      known.set(approval, null)
      const document = model.approvals.get(approval)
      if (document?.entity !== entity) return null
      const found = approvalState(model, document, full, requests)
      known.set(approval, found)
      return found
    },
  }
  return full
}

function stateIn(states: unknown, approval: string): string | null {
  const state: unknown =
    typeof states === 'object' && states !== null ? Object.getOwnPropertyDescriptor(states, approval)?.value : null
  return typeof state === 'string' ? state : null
}

/** The states of every approval of an entity, by key: what `record.$approvals` holds. */
export function approvalStates(
  model: Model,
  entity: string,
  env: Env,
  requests: readonly PastRequest[],
): { readonly [approval: string]: ApprovalState } {
  const full = withApprovals(model, entity, env, requests)
  return Object.fromEntries(
    [...model.approvals.values()]
      .filter((document) => document.entity === entity)
      .map((document) => [document.key, approvalState(model, document, full, requests)]),
  )
}
