import type { Model, StepDefinition } from '@atelier/definitions'
import type { Env, Words } from '@atelier/rules'
import type { Directory } from '../directory.ts'

/** What steps are planned against. */
export type PlanContext = {
  readonly model: Model
  readonly entity: string
  /** `env.record` is the record as it is now, with `stepPaths` loaded; `env.names` holds `$old`, `$event` and `$user` where there are any. */
  readonly env: Env
  readonly directory: Directory
  /** Who set it off; undefined is the system. */
  readonly starter: string | undefined
  /** Who was asked, in the steps of an approval. */
  readonly approver?: string | undefined
  /** Calendar of the document, before the workspace's. */
  readonly calendar?: string | undefined
  /** Id of the stage whose part the steps are. */
  readonly stage?: string | undefined
}

/** Something for the runtime to carry out; `step` is the id of the step that asks for it. */
export type Effect =
  /** Values in input form. `cancelOnLeave`: the record made goes when this stage is left while it is still open. */
  | {
      readonly effect: 'create'
      readonly step: string
      readonly entity: string
      readonly values: Readonly<Record<string, unknown>>
      readonly cancelOnLeave?: string
    }
  | {
      readonly effect: 'update'
      readonly step: string
      readonly entity: string
      readonly id: string
      readonly values: Readonly<Record<string, unknown>>
    }
  /** Texts by language, with `{{path}}` still in them: each reader's copy prints what that reader may see. */
  | {
      readonly effect: 'notify'
      readonly step: string
      readonly to: readonly string[]
      readonly cc: readonly string[]
      readonly subject: Words
      readonly body: Words
      readonly entity: string
      readonly id: string
    }
  /** A person expression found nobody: the admins have to be told. */
  | { readonly effect: 'nobody'; readonly step: string; readonly persons: readonly string[] }

export type StepOf<A extends string> = Extract<StepDefinition, { action: A } | { type: A }>

/** What a step comes to: effects, steps to go on with in its place (a branch), or the end of everything. */
export type StepPlan = {
  readonly effects?: readonly Effect[]
  readonly go?: readonly StepDefinition[]
  readonly stop?: true
}

/** A kind of step. A new one is a folder and a line in the registry. */
export type StepKind<A extends string> = {
  readonly key: A
  readonly label: Words
  /** Paths from the record that planning reads. */
  readonly paths: (step: StepOf<A>, model: Model, entity: string) => readonly string[]
  readonly plan: (step: StepOf<A>, context: PlanContext) => StepPlan
}

/** Declares a kind of step. */
export function defineStep<const A extends string>(kind: StepKind<A>): StepKind<A> {
  return kind
}
