import type { ApprovalDocument } from '@atelier/definitions'
import { type ApprovalContext, advance } from './advance.ts'
import type { ApprovalEffect, ApprovalFlow } from './flow.ts'
import { leavesOf } from './tree.ts'

export type Started = { readonly flow: ApprovalFlow; readonly effects: readonly ApprovalEffect[] }

/** A new approval with its first step open; it may be over at once when every step passes by itself. `context.persons.starter` is who starts it. */
export function startApproval(document: ApprovalDocument, context: ApprovalContext): Started {
  return advance(
    document,
    {
      approval: document.key,
      starter: context.persons.starter ?? null,
      state: 'pending',
      steps: leavesOf(document.steps).map((step) => ({ step: step.id, state: 'waiting', seats: [] })),
    },
    context,
  )
}
