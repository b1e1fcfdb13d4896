import type { ApprovalDocument, ApprovalStep, ApproveStep, CcStep, RuleJson } from '@atelier/definitions'

/** A step that people are part of; branches only lead to such steps. */
export type LeafStep = ApproveStep | CcStep

/** The steps with people below some steps, in the order in which they are written. */
export const leavesOf = (steps: readonly ApprovalStep[]): readonly LeafStep[] => steps.flatMap(leavesIn)

function leavesIn(step: ApprovalStep): readonly LeafStep[] {
  switch (step.type) {
    case 'approve':
    case 'cc':
      return [step]
    case 'branch':
      return step.cases.flatMap((each) => leavesOf(each.steps))
    case 'parallel':
      return step.branches.flatMap((each) => leavesOf(each.steps))
  }
}

/** The step with an id that somebody decides; undefined for any other. */
export function approveStepOf(document: ApprovalDocument, id: string): ApproveStep | undefined {
  return leavesOf(document.steps).find((step): step is ApproveStep => step.id === id && step.type === 'approve')
}

/** Every rule that chooses between cases. */
export function caseRules(steps: readonly ApprovalStep[]): readonly RuleJson[] {
  return steps.flatMap((step): readonly RuleJson[] => {
    if (step.type === 'parallel') return step.branches.flatMap((each) => caseRules(each.steps))
    if (step.type !== 'branch') return []
    return step.cases.flatMap(({ when, steps: inner }) => [...(when === undefined ? [] : [when]), ...caseRules(inner)])
  })
}
