import type { ApprovalDocument } from '@atelier/definitions'
import { resolvePersons } from '../persons/resolve.ts'
import { type ApprovalContext, advance } from './advance.ts'
import { type ApprovalEffect, type ApprovalFlow, type ApprovalSeat, ended } from './flow.ts'

/** What comes of a step whose time has passed; `to` are those who have it on their desk instead. */
export type Overdue = {
  readonly flow: ApprovalFlow
  readonly effects: readonly ApprovalEffect[]
  readonly to: readonly string[]
}

const isOpen = (seat: ApprovalSeat): boolean => seat.state === 'open' || seat.state === 'waiting'

/**
 * A step decided by the clock: everybody who has not said anything yet counts as having approved, or the whole is rejected. The same flow when the
 * step is not open any more.
 */
export function decideOverdue(
  document: ApprovalDocument,
  flow: ApprovalFlow,
  step: string,
  action: 'approve' | 'reject',
  context: ApprovalContext,
): Overdue {
  const present = flow.steps.find((state) => state.step === step)
  if (flow.state !== 'pending' || present?.state !== 'open') return { flow, effects: [], to: [] }
  const steps = flow.steps.map((state) =>
    state !== present
      ? state
      : action === 'reject'
        ? { ...state, state: 'rejected' as const }
        : {
            ...state,
            seats: state.seats.map((seat) =>
              isOpen(seat) ? { ...seat, state: 'skipped' as const, at: context.now } : seat,
            ),
          },
  )
  if (action === 'approve') return { ...advance(document, { ...flow, steps }, context), to: [] }
  const over = ended({ ...flow, steps }, 'rejected')
  return { flow: over, effects: [{ effect: 'finish', state: 'rejected' }], to: [] }
}

/**
 * A step handed on: each open place goes to those whom `to` means for the person who has it (`manager(approver)`), as far as they have none in the
 * step yet. A place for which nobody is found stays.
 */
export function escalate(
  document: ApprovalDocument,
  flow: ApprovalFlow,
  step: string,
  to: string,
  context: ApprovalContext,
): Overdue {
  const present = flow.steps.find((state) => state.step === step)
  if (flow.state !== 'pending' || present?.state !== 'open') return { flow, effects: [], to: [] }
  const taken = new Set(present.seats.map((seat) => seat.user))
  const given: string[] = []
  const seats = present.seats.flatMap((seat): readonly ApprovalSeat[] => {
    if (seat.state !== 'open') return [seat]
    const next = resolvePersons([to], { ...context.persons, approver: seat.user }).filter((user) => !taken.has(user))
    if (next.length === 0) return [seat]
    for (const user of next) taken.add(user)
    given.push(...next)
    return [{ ...seat, state: 'closed', at: context.now }, ...next.map((user) => ({ user, state: 'waiting' as const }))]
  })
  if (given.length === 0) return { flow, effects: [], to: [] }
  const steps = flow.steps.map((state) => (state === present ? { ...state, seats } : state))
  return { ...advance(document, { ...flow, steps }, context), to: given }
}
