import type { ApprovalDocument, ApprovalStep } from '@atelier/definitions'
import { type PersonContext, resolvePersons } from '../persons/resolve.ts'
import type { ApprovalEffect, ApprovalFlow, ApprovalSeat, ApprovalStepState } from './flow.ts'

/** What opening a step reads: the record and people of this moment, and who is asked when nobody else is found. */
export type ApprovalContext = {
  readonly persons: PersonContext
  /** Ids of the workspace's admins. */
  readonly admins: readonly string[]
  /** ISO instant. */
  readonly now: string
}

/** The people of a step, else of `noApprover`, else the admins. */
function peopleOf(document: ApprovalDocument, step: ApprovalStep, context: ApprovalContext): readonly string[] {
  const named = resolvePersons(step.approvers, context.persons)
  if (named.length > 0) return named
  const instead = document.noApprover === undefined ? [] : resolvePersons([document.noApprover.to], context.persons)
  return instead.length > 0 ? instead : context.admins
}

/** Seats of a step that opens. A starter who is skipped counts as having approved. */
function seatsOf(
  document: ApprovalDocument,
  flow: ApprovalFlow,
  step: ApprovalStep,
  context: ApprovalContext,
): readonly ApprovalSeat[] {
  const skips = document.whenStarterApproves === 'skip'
  return openNext(
    step,
    peopleOf(document, step, context).map(
      (user): ApprovalSeat =>
        skips && user === flow.starter ? { user, state: 'skipped', at: context.now } : { user, state: 'waiting' },
    ),
  )
}

/** Opens the seats whose turn it is: all at once, or in a sequence the first that still waits. */
function openNext(step: ApprovalStep, seats: readonly ApprovalSeat[]): readonly ApprovalSeat[] {
  const first = seats.findIndex((seat) => seat.state === 'waiting')
  if (step.mode === 'sequence' && seats.some((seat) => seat.state === 'open')) return seats
  return seats.map((seat, index) =>
    seat.state === 'waiting' && (step.mode !== 'sequence' || index === first) ? { ...seat, state: 'open' } : seat,
  )
}

const agreed = (seat: ApprovalSeat): boolean => seat.state === 'approved' || seat.state === 'skipped'

/** Whether a step has what its mode asks for. A step without anybody never has; a place that was taken over counts no more. */
function passed(step: ApprovalStep, seats: readonly ApprovalSeat[]): boolean {
  const counting = seats.filter((seat) => seat.state !== 'closed')
  if (counting.length === 0) return false
  return step.mode === 'any' ? counting.some(agreed) : counting.every(agreed)
}

/** Seats nobody has to decide any more. */
export const closed = (seats: readonly ApprovalSeat[]): readonly ApprovalSeat[] =>
  seats.map((seat) => (seat.state === 'open' || seat.state === 'waiting' ? { ...seat, state: 'closed' } : seat))

function replaced(flow: ApprovalFlow, index: number, state: ApprovalStepState): ApprovalFlow {
  return { ...flow, steps: flow.steps.map((step, at) => (at === index ? state : step)) }
}

/** Goes on as far as it can without anybody: closes steps that have passed, opens the next, ends after the last. */
export function advance(
  document: ApprovalDocument,
  from: ApprovalFlow,
  context: ApprovalContext,
): { readonly flow: ApprovalFlow; readonly effects: readonly ApprovalEffect[] } {
  const effects: ApprovalEffect[] = []
  let flow = from
  for (const [index, step] of document.steps.entries()) {
    const present = flow.steps[index]
    if (present === undefined || present.state === 'approved') continue
    const before = present.seats.filter((seat) => seat.state === 'open').map((seat) => seat.user)
    const seats = present.state === 'waiting' ? seatsOf(document, flow, step, context) : openNext(step, present.seats)
    if (!passed(step, seats)) {
      const users = seats
        .filter((seat) => seat.state === 'open' && !before.includes(seat.user))
        .map((seat) => seat.user)
      if (users.length > 0) effects.push({ effect: 'ask', step: step.id, users })
      return { flow: replaced(flow, index, { step: step.id, state: 'open', seats }), effects }
    }
    flow = replaced(flow, index, { step: step.id, state: 'approved', seats: closed(seats) })
  }
  return { flow: { ...flow, state: 'approved' }, effects: [...effects, { effect: 'finish', state: 'approved' }] }
}
