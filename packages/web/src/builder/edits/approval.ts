import type {
  ApprovalDocument,
  ApprovalStep,
  ApproveStep,
  Label,
  LadderAction,
  LadderRung,
  RuleJson,
} from '@atelier/definitions'
import { changePart, insertPart, type PartChange, removePart, withProperties } from './lists.ts'
import { approvalShape, dropStep, findStep, findWay, insertStep, relocateStep, replaceStep } from './steps.ts'

/** A step to start from: the manager of whoever asks. */
export const newStep = (id: string, label: Label): ApproveStep => ({
  id,
  type: 'approve',
  label,
  approvers: ['manager(starter)'],
  mode: 'any',
  comment: 'onReject',
})

/** An approval to start from: one step, asked for by hand or by a gate. */
export const newApproval = (given: {
  readonly id: string
  readonly key: string
  readonly label: Label
  readonly entity: string
  readonly stepId: string
}): ApprovalDocument => ({
  kind: 'approval',
  specVersion: 1,
  id: given.id,
  key: given.key,
  label: given.label,
  entity: given.entity,
  start: ['button', 'gate'],
  withdraw: 'starter',
  whenStarterApproves: 'skip',
  steps: [newStep(given.stepId, { en: 'Manager', 'zh-CN': '直属上级' })],
})

export const editApproval = (approval: ApprovalDocument, change: PartChange<ApprovalDocument>): ApprovalDocument =>
  withProperties(approval, change)

/** Kinds of steps, as documents name them. */
export const stepKinds = ['approve', 'cc', 'branch', 'parallel'] as const satisfies readonly ApprovalStep['type'][]

/** A step to start from, of a kind; `id` gives fresh ids for what is inside. */
export function newStepOf(kind: ApprovalStep['type'], id: (prefix: string) => string): ApprovalStep {
  const asked = () => newStep(id('stp'), { en: 'New step', 'zh-CN': '新步骤' })
  switch (kind) {
    case 'approve':
      return asked()
    case 'cc':
      return { id: id('stp'), type: kind, to: ['manager(starter)'] }
    case 'branch':
      return {
        id: id('stp'),
        type: kind,
        cases: [
          { id: id('cas'), when: true, steps: [asked()] },
          { id: id('cas'), steps: [] },
        ],
      }
    case 'parallel':
      return {
        id: id('stp'),
        type: kind,
        branches: [
          { id: id('brn'), steps: [asked()] },
          { id: id('brn'), steps: [asked()] },
        ],
      }
  }
}

/** Puts a step into the approval, or into a way through one of its steps. */
export const addStep = (
  approval: ApprovalDocument,
  step: ApprovalStep,
  index?: number,
  way?: string,
): ApprovalDocument => ({ ...approval, steps: insertStep(approvalShape, approval.steps, step, way, index) })

/** Changes properties of a step, wherever it stands, each kind of step its own. */
export const editStep = <S extends ApprovalStep>(
  approval: ApprovalDocument,
  step: S,
  change: PartChange<S>,
): ApprovalDocument => ({
  ...approval,
  steps: replaceStep<ApprovalStep>(approvalShape, approval.steps, withProperties(step, change)),
})

/** Moves a step within the list that holds it. */
export const moveStep = (approval: ApprovalDocument, id: string, index: number): ApprovalDocument => ({
  ...approval,
  steps: relocateStep(approvalShape, approval.steps, id, index),
})

/** Whether a step may go: an approval needs one, and so does each of several ways side by side. */
export function mayRemoveStep(approval: ApprovalDocument, id: string): boolean {
  const place = findStep(approvalShape, approval.steps, id)
  if (!place) return false
  if (place.count > 1) return true
  return place.way !== undefined && findWay(approvalShape, approval.steps, place.way)?.step.type === 'branch'
}

/** Takes a step away with all that is inside it; the same approval where it has to stay. */
export const removeStep = (approval: ApprovalDocument, id: string): ApprovalDocument =>
  mayRemoveStep(approval, id) ? { ...approval, steps: dropStep(approvalShape, approval.steps, id) } : approval

/** Adds a way to a branch, before the one without a condition, or to ways side by side. */
export function addWay(
  approval: ApprovalDocument,
  step: ApprovalStep,
  id: (prefix: string) => string,
): ApprovalDocument {
  if (step.type === 'branch') {
    const last = step.cases.findIndex((each) => each.when === undefined)
    const made = { id: id('cas'), when: true, steps: [] }
    return editStep(approval, step, { cases: insertPart(step.cases, made, last < 0 ? step.cases.length : last) })
  }
  if (step.type !== 'parallel') return approval
  const asked = newStep(id('stp'), { en: 'New step', 'zh-CN': '新步骤' })
  return editStep(approval, step, { branches: [...step.branches, { id: id('brn'), steps: [asked] }] })
}

/** Changes what a way is called, or when it is taken. */
export function editWay(
  approval: ApprovalDocument,
  step: ApprovalStep,
  way: string,
  change: { readonly label?: Label | undefined; readonly when?: RuleJson | undefined },
): ApprovalDocument {
  if (step.type === 'branch') return editStep(approval, step, { cases: changePart(step.cases, way, change) })
  if (step.type !== 'parallel') return approval
  const { when: _, ...named } = change
  return editStep(approval, step, { branches: changePart(step.branches, way, named) })
}

/** Takes a way away with its steps; a branch keeps one, and side by side there are two. */
export function removeWay(approval: ApprovalDocument, step: ApprovalStep, way: string): ApprovalDocument {
  if (step.type === 'branch' && step.cases.length > 1)
    return editStep(approval, step, { cases: removePart(step.cases, way) })
  if (step.type === 'parallel' && step.branches.length > 2)
    return editStep(approval, step, { branches: removePart(step.branches, way) })
  return approval
}

/** What a ladder may do when a step’s time has come. */
export const ladderActions = [
  'urge',
  'escalate',
  'notify',
  'autoApprove',
  'autoReject',
] as const satisfies readonly LadderAction['action'][]

/** Something to do on a rung. */
export function newLadderAction(action: LadderAction['action'], id: string): LadderAction {
  if (action === 'escalate') return { id, action, to: 'manager(approver)' }
  return action === 'notify' ? { id, action, to: ['starter'] } : { id, action }
}

/** The rungs of a step’s ladder, the earliest first; without any it has none. */
export const setLadder = (
  approval: ApprovalDocument,
  step: ApproveStep,
  rungs: readonly LadderRung[],
): ApprovalDocument => editStep(approval, step, { onDue: rungs.length > 0 ? rungs : undefined })

/** Locks fields while an approval is in a state; without fields nothing is locked. */
export function setLock(
  approval: ApprovalDocument,
  change: Partial<NonNullable<ApprovalDocument['lock']>>,
): ApprovalDocument {
  const lock = { fields: [], while: ['pending' as const], ...approval.lock, ...change }
  return withProperties(approval, { lock: lock.fields.length > 0 ? lock : undefined })
}
