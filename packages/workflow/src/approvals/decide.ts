import type { ApprovalDocument, ApproveStep } from '@atelier/definitions'
import type { Words } from '@atelier/rules'
import { type ApprovalContext, advance } from './advance.ts'
import {
  type ApprovalEffect,
  type ApprovalFlow,
  type ApprovalSeat,
  type ApprovalStepState,
  closed,
  ended,
} from './flow.ts'
import { approveStepOf } from './tree.ts'

export type Decision = {
  readonly action: 'approve' | 'reject' | 'withdraw'
  /** User id. */
  readonly by: string
  readonly comment?: string | undefined
}

export type DecisionProblem = {
  readonly code: 'already_decided' | 'not_allowed' | 'required'
  readonly path: string
  readonly field?: string
  readonly message: Words
}

/** The flow after the decision with what follows from it, or why the decision does not count; then nothing has changed. */
export type Decided =
  | {
      readonly ok: true
      readonly flow: ApprovalFlow
      readonly effects: readonly ApprovalEffect[] /** Id of the step decided on; undefined for a withdrawal. */
      readonly step: string | undefined
    }
  | { readonly ok: false; readonly problems: readonly DecisionProblem[] }

const no = (problem: DecisionProblem): Decided => ({ ok: false, problems: [problem] })

function over(flow: ApprovalFlow): DecisionProblem {
  const last = flow.steps
    .flatMap((step) => step.seats)
    .filter((seat) => seat.state === 'approved' || seat.state === 'rejected')
    .at(-1)
  const how: { readonly [state: string]: Words } = {
    approved: { en: 'approved', 'zh-CN': '通过' },
    rejected: { en: 'rejected', 'zh-CN': '驳回' },
    withdrawn: { en: 'withdrawn', 'zh-CN': '撤回' },
  }
  const words = how[flow.state] ?? { en: 'decided', 'zh-CN': '处理' }
  return {
    code: 'already_decided',
    path: '',
    message: {
      en: `This has already been ${words.en}${last?.at === undefined ? '' : ` (${last.at})`}.`,
      'zh-CN': `该审批已${words['zh-CN']}。`,
    },
  }
}

const notYours: DecisionProblem = {
  code: 'not_allowed',
  path: '',
  message: { en: 'This decision is not yours.', 'zh-CN': '该审批不由您处理。' },
}

/** The first open seat of the person, with its step. */
function seatOf(flow: ApprovalFlow, user: string): { readonly index: number; readonly seat: number } | undefined {
  for (const [index, step] of flow.steps.entries()) {
    const seat = step.seats.findIndex((each) => each.user === user && each.state === 'open')
    if (seat >= 0) return { index, seat }
  }
  return undefined
}

function withdraw(document: ApprovalDocument, flow: ApprovalFlow, decision: Decision): Decided {
  if (flow.starter === null || flow.starter !== decision.by || document.withdraw === 'none') return no(notYours)
  return {
    ok: true,
    flow: ended(flow, 'withdrawn'),
    effects: [{ effect: 'finish', state: 'withdrawn' }],
    step: undefined,
  }
}

function commentProblem(step: ApproveStep, decision: Decision): DecisionProblem | undefined {
  const asked = step.comment === 'required' || (step.comment === 'onReject' && decision.action === 'reject')
  if (!asked || (decision.comment ?? '').trim() !== '') return undefined
  return {
    code: 'required',
    path: '/comment',
    field: 'comment',
    message: { en: 'A comment is needed.', 'zh-CN': '请填写审批意见。' },
  }
}

/**
 * One decision. `approve` and `reject` are for whoever has an open seat, `withdraw` for the starter. A rejection ends the flow; with mode
 * `any` the first decision decides the step. A flow that is over answers `already_decided`, as does a seat somebody else has overtaken.
 */
export function decide(
  document: ApprovalDocument,
  flow: ApprovalFlow,
  decision: Decision,
  context: ApprovalContext,
): Decided {
  if (flow.state !== 'pending') return no(over(flow))
  if (decision.action === 'withdraw') return withdraw(document, flow, decision)
  const found = seatOf(flow, decision.by)
  if (found === undefined) {
    const was = flow.steps.some((step) =>
      step.seats.some((seat) => seat.user === decision.by && seat.state !== 'waiting' && seat.state !== 'told'),
    )
    return no(
      was
        ? { ...over(flow), message: { en: 'You have nothing left to decide here.', 'zh-CN': '您已处理过该审批。' } }
        : notYours,
    )
  }
  const present = flow.steps[found.index]
  const step = present === undefined ? undefined : approveStepOf(document, present.step)
  if (step === undefined || present === undefined) return no(notYours)
  const lacks = commentProblem(step, decision)
  if (lacks !== undefined) return no(lacks)
  const approves = decision.action === 'approve'
  const seats = present.seats.map(
    (seat, index): ApprovalSeat =>
      index !== found.seat
        ? seat
        : {
            user: seat.user,
            state: approves ? 'approved' : 'rejected',
            at: context.now,
            ...(decision.comment === undefined ? {} : { comment: decision.comment }),
          },
  )
  const steps = flow.steps.map(
    (each, index): ApprovalStepState =>
      index !== found.index
        ? each
        : approves
          ? { ...each, seats }
          : { ...each, state: 'rejected', seats: closed(seats) },
  )
  if (approves) return { ok: true, ...advance(document, { ...flow, steps }, context), step: step.id }
  return {
    ok: true,
    flow: ended({ ...flow, steps }, 'rejected'),
    effects: [{ effect: 'finish', state: 'rejected' }],
    step: step.id,
  }
}
