import type { ApprovalDocument } from '@atelier/definitions'
import { resolvePersons } from '../persons/resolve.ts'
import { type ApprovalContext, advance, isForAnyone } from './advance.ts'
import type { ApprovalEffect, ApprovalFlow, ApprovalSeat, ApprovalStepState } from './flow.ts'
import { approveStepOf } from './tree.ts'

/** Who decides instead of somebody who cannot any more: the manager, else whoever `noApprover` names, else the admins. */
function insteadOf(document: ApprovalDocument, user: string, context: ApprovalContext): readonly string[] {
  const managers = resolvePersons(['manager($user)'], { ...context.persons, user })
  if (managers.length > 0) return managers
  const named = document.noApprover === undefined ? [] : resolvePersons([document.noApprover.to], context.persons)
  return named.length > 0 ? named : context.admins
}

/**
 * The flow without somebody who can no longer decide: in every step that runs, the place goes to others (`insteadOf`) who have none in it yet.
 * Where others may decide the step alone, nobody is added. The same flow when the person had nothing left to decide.
 */
export function replaceSeat(
  document: ApprovalDocument,
  flow: ApprovalFlow,
  user: string,
  context: ApprovalContext,
): { readonly flow: ApprovalFlow; readonly effects: readonly ApprovalEffect[]; readonly to: readonly string[] } {
  const mine = (seat: ApprovalSeat): boolean =>
    seat.user === user && (seat.state === 'open' || seat.state === 'waiting')
  if (flow.state !== 'pending' || !flow.steps.some((step) => step.state === 'open' && step.seats.some(mine)))
    return { flow, effects: [], to: [] }
  const to: string[] = []
  const steps = flow.steps.map((state): ApprovalStepState => {
    if (state.state !== 'open' || !state.seats.some(mine)) return state
    const others = state.seats.filter((seat) => !mine(seat))
    const isEnough = isForAnyone(approveStepOf(document, state.step)) && others.some((seat) => seat.state === 'open')
    const taken = new Set(state.seats.map((seat) => seat.user))
    const next = isEnough ? [] : insteadOf(document, user, context).filter((each) => !taken.has(each))
    to.push(...next)
    const seats = state.seats.flatMap((seat): readonly ApprovalSeat[] =>
      mine(seat)
        ? [
            { ...seat, state: 'closed', at: context.now },
            ...next.map((each) => ({ user: each, state: 'waiting' as const })),
          ]
        : [seat],
    )
    return { ...state, seats }
  })
  return { ...advance(document, { ...flow, steps }, context), to }
}
