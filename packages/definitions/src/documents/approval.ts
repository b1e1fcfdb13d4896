import type { StepDefinition } from './automation.ts'
import type { DocumentHead, Duration, Label, PersonExpression, RuleJson } from './head.ts'

/** What a ladder does when a step's time has come: an action of its own, or telling people. */
export type LadderAction =
  | { readonly id: string; readonly action: 'urge' | 'autoApprove' | 'autoReject' }
  | { readonly id: string; readonly action: 'escalate'; readonly to: PersonExpression }
  | Extract<StepDefinition, { action: 'notify' }>

/** A rung: so long after the step is due (before, where the duration is negative). */
export type LadderRung = { readonly id: string; readonly after: Duration; readonly steps: readonly LadderAction[] }

export type ApproveStep = {
  readonly id: string
  readonly type: 'approve'
  readonly label?: Label
  readonly approvers: readonly PersonExpression[]
  /** `claim`: whoever decides first has taken it, as with `any`. */
  readonly mode?: 'all' | 'any' | 'sequence' | 'claim'
  readonly comment?: 'optional' | 'onReject' | 'required'
  readonly due?: Duration
  readonly onDue?: readonly LadderRung[]
}

/** Tells people, who may look at the request from then on. */
export type CcStep = {
  readonly id: string
  readonly type: 'cc'
  readonly label?: Label
  readonly to: readonly PersonExpression[]
}

/** The first case that holds is gone through; one without `when` always does; none is fine. */
export type BranchStep = {
  readonly id: string
  readonly type: 'branch'
  readonly label?: Label
  readonly cases: readonly {
    readonly id: string
    readonly label?: Label
    readonly when?: RuleJson
    readonly steps: readonly ApprovalStep[]
  }[]
}

/** Branches side by side; over when all of them are, or any. */
export type ParallelStep = {
  readonly id: string
  readonly type: 'parallel'
  readonly label?: Label
  readonly join?: 'all' | 'any'
  readonly branches: readonly { readonly id: string; readonly label?: Label; readonly steps: readonly ApprovalStep[] }[]
}

export type ApprovalStep = ApproveStep | CcStep | BranchStep | ParallelStep

export type ApprovalDocument = DocumentHead<'approval'> & {
  readonly entity: string
  readonly when?: RuleJson
  readonly start?: readonly ('button' | 'gate' | 'automation')[]
  readonly title?: Label
  readonly lock?: { readonly fields: readonly string[]; readonly while?: readonly ('pending' | 'approved')[] }
  readonly material?: readonly string[]
  /** Whether approvers are shown the material as it was when they were asked, or as it is. */
  readonly approverSees?: 'snapshot' | 'latest'
  readonly withdraw?: 'starter' | 'none'
  readonly whenStarterApproves?: 'skip' | 'ask'
  readonly noApprover?: { readonly to: PersonExpression }
  readonly steps: readonly ApprovalStep[]
  readonly onApproved?: readonly StepDefinition[]
  readonly onRejected?: readonly StepDefinition[]
}
