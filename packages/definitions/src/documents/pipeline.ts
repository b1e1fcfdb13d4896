import type { StepDefinition } from './automation.ts'
import type { DocumentHead, Duration, Label, PersonExpression, RuleJson } from './head.ts'

export type Outcome = 'open' | 'won' | 'lost'

/** What must hold before a move passes; `approval` waits for the named approval of the same entity. */
export type GateDefinition = { readonly id: string; readonly message?: Label } & (
  | { readonly gate: 'fields'; readonly fields: readonly string[] }
  | { readonly gate: 'rule'; readonly rule: RuleJson }
  | { readonly gate: 'who'; readonly who: readonly PersonExpression[] }
  | { readonly gate: 'via'; readonly via: readonly string[] }
  | { readonly gate: 'approval'; readonly approval: string }
)

/** A required key action is an exit gate of its stage; `doneWhen` ticks it by itself. */
export type KeyAction = {
  readonly id: string
  readonly label?: Label
  readonly required?: boolean
  readonly doneWhen?: RuleJson
}

export type StageDefinition = {
  readonly id: string
  readonly key: string
  readonly label?: Label
  readonly outcome: Outcome
  readonly probability?: string
  readonly expect?: Duration
  readonly optional?: boolean
  readonly from?: 'any'
  readonly guide?: Label
  readonly color?: string
  readonly baseline?: { readonly toNext?: string; readonly days?: readonly [number, number] | number }
  readonly entry?: readonly GateDefinition[]
  readonly exit?: readonly GateDefinition[]
  readonly keyActions?: readonly KeyAction[]
  readonly onEnter?: readonly StepDefinition[]
  readonly onLeave?: readonly StepDefinition[]
  readonly sla?: readonly { readonly id: string; readonly after: Duration; readonly steps: readonly StepDefinition[] }[]
  readonly retired?: boolean
  readonly replacedBy?: string
}

export type MoveDefinition = {
  readonly id: string
  readonly from: readonly string[]
  readonly to: string
  readonly for?: readonly PersonExpression[]
  readonly gates?: readonly GateDefinition[]
}

export type PipelineDocument = DocumentHead<'pipeline'> & {
  readonly entity: string
  readonly calendar?: string
  readonly forward: 'sequential' | 'any' | 'explicit'
  readonly backward: { readonly allow: 'any' | 'previous' | 'none'; readonly reason?: 'required' | 'optional' }
  readonly moves?: readonly MoveDefinition[]
  readonly stages: readonly StageDefinition[]
}
