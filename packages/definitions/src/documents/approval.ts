import type { StepDefinition } from './automation.ts'
import type { DocumentHead, Duration, Label, PersonExpression, RuleJson } from './head.ts'

export type ApprovalStep = {
  readonly id: string
  readonly type: 'approve'
  readonly label?: Label
  readonly approvers: readonly PersonExpression[]
  readonly mode?: 'all' | 'any' | 'sequence'
  readonly comment?: 'optional' | 'onReject' | 'required'
  readonly due?: Duration
}

export type ApprovalDocument = DocumentHead<'approval'> & {
  readonly entity: string
  readonly when?: RuleJson
  readonly start?: readonly ('button' | 'gate' | 'automation')[]
  readonly title?: Label
  readonly lock?: { readonly fields: readonly string[]; readonly while?: readonly ('pending' | 'approved')[] }
  readonly material?: readonly string[]
  readonly withdraw?: 'starter' | 'none'
  readonly whenStarterApproves?: 'skip' | 'ask'
  readonly noApprover?: { readonly to: PersonExpression }
  readonly steps: readonly ApprovalStep[]
  readonly onApproved?: readonly StepDefinition[]
  readonly onRejected?: readonly StepDefinition[]
}
