import type { ApprovalDocument, ApprovalStep, ApproveStep, Label } from '@atelier/definitions'
import { insertPart, movePart, type PartChange, removePart, withProperties } from './lists.ts'

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

export const addStep = (approval: ApprovalDocument, step: ApprovalStep, index?: number): ApprovalDocument => ({
  ...approval,
  steps: insertPart(approval.steps, step, index),
})

/** Changes properties of one of the approval's own steps, each kind of step its own. */
export const editStep = <S extends ApprovalStep>(
  approval: ApprovalDocument,
  step: S,
  change: PartChange<S>,
): ApprovalDocument => ({
  ...approval,
  steps: approval.steps.map((each) => (each.id === step.id ? withProperties(step, change) : each)),
})

export const moveStep = (approval: ApprovalDocument, id: string, index: number): ApprovalDocument => ({
  ...approval,
  steps: movePart(approval.steps, id, index),
})

/** Takes a step away; the last one stays, since nobody would be asked. */
export const removeStep = (approval: ApprovalDocument, id: string): ApprovalDocument =>
  approval.steps.length === 1 ? approval : { ...approval, steps: removePart(approval.steps, id) }

/** Locks fields while an approval is in a state; without fields nothing is locked. */
export function setLock(
  approval: ApprovalDocument,
  change: Partial<NonNullable<ApprovalDocument['lock']>>,
): ApprovalDocument {
  const lock = { fields: [], while: ['pending' as const], ...approval.lock, ...change }
  return withProperties(approval, { lock: lock.fields.length > 0 ? lock : undefined })
}
