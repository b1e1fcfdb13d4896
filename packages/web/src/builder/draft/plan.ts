import type { Problem } from '@atelier/api'
import type { Label } from '@atelier/ui'

export type PlanProblem = Problem & { readonly document?: string }

export type DocumentPlan = {
  readonly document: { readonly id: string; readonly kind: string; readonly key: string }
  readonly title: Label
  readonly sentences: readonly Label[]
}

export type Impact = {
  readonly code: string
  readonly entity: string
  readonly field?: string
  readonly records: number
  readonly sentence: Label
}

export type Effect = { readonly kind: string; readonly describe: Label; readonly sql: string }

export type Conflict = {
  readonly address: string
  readonly base?: unknown
  readonly ours?: unknown
  readonly theirs?: unknown
}

/** The answer of `GET /changes/:id/plan`. */
export type Plan = {
  readonly base: number
  readonly onto: number
  readonly problems: readonly PlanProblem[]
  readonly diff: readonly { readonly document: DocumentPlan['document']; readonly change: string }[]
  readonly sentences: readonly DocumentPlan[]
  readonly effects: readonly Effect[]
  readonly impact: readonly Impact[]
  readonly conflicts: readonly Conflict[]
}

/** How many changes there are, in how many documents. */
export const countChanges = (plan: Plan | undefined): { readonly changes: number; readonly documents: number } => ({
  changes: plan?.sentences.reduce((sum, each) => sum + each.sentences.length, 0) ?? 0,
  documents: plan?.sentences.length ?? 0,
})
