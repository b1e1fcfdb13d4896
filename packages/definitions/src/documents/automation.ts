import type { DocumentHead, Duration, Label, PersonExpression, RuleJson } from './head.ts'

export type TriggerDefinition =
  | {
      readonly on: 'record.created' | 'record.updated' | 'record.deleted' | 'record.restored'
      readonly filter?: RuleJson
    }
  | {
      readonly on: 'field.changed'
      readonly field: string
      readonly from?: unknown
      readonly to?: unknown
      readonly filter?: RuleJson
    }
  | { readonly on: 'stage.entered' | 'stage.left'; readonly stage?: readonly string[]; readonly filter?: RuleJson }
  | {
      readonly on: 'time.reached'
      readonly field: string
      readonly offsets: readonly string[]
      readonly at?: string
      readonly filter?: RuleJson
      readonly repeat?: { readonly every: string; readonly max: number }
      readonly catchUp?: string
    }

/** One action of a list of steps. `set` holds literals or rules by field; texts may be by language with `{{path}}`. */
export type StepDefinition =
  | {
      readonly id: string
      readonly action: 'createTask'
      readonly set?: Readonly<Record<string, unknown>>
      readonly owner?: PersonExpression
      readonly due?: Duration
      readonly onLeave?: 'cancel' | 'keep'
    }
  | {
      readonly id: string
      readonly action: 'updateRecord'
      readonly on?: RuleJson
      readonly set: Readonly<Record<string, unknown>>
    }
  | {
      readonly id: string
      readonly action: 'notify'
      readonly to: readonly PersonExpression[]
      readonly cc?: readonly PersonExpression[]
      readonly message?: string
      readonly subject?: Label
      readonly body?: Label
    }
  | {
      readonly id: string
      readonly type: 'branch'
      readonly cases: readonly {
        readonly id: string
        readonly label?: Label
        readonly when?: RuleJson
        readonly steps: readonly StepDefinition[]
      }[]
    }
  | { readonly id: string; readonly type: 'stop' }

export type AutomationDocument = DocumentHead<'automation'> & {
  readonly entity: string
  readonly enabled?: boolean
  readonly trigger: TriggerDefinition
  readonly run?: {
    readonly as?: 'system' | 'starter' | 'owner'
    readonly reenter?: 'once' | 'always'
    readonly onBulk?: 'each' | 'batch'
  }
  readonly steps: readonly StepDefinition[]
}
