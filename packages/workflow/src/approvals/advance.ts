import type { ApprovalDocument, ApprovalStep, ApproveStep, BranchStep, CcStep, RuleJson } from '@atelier/definitions'
import type { PersonContext } from '../persons/contract.ts'
import { resolvePersons } from '../persons/resolve.ts'
import { type ApprovalEffect, type ApprovalFlow, type ApprovalSeat, type ApprovalStepState, closed } from './flow.ts'
import { leavesOf } from './tree.ts'

/** What opening a step reads: the record and people of this moment, and who is asked when nobody else is found. */
export type ApprovalContext = {
  readonly persons: PersonContext
  /** Ids of the workspace's admins. */
  readonly admins: readonly string[]
  /** ISO instant. */
  readonly now: string
  /** Whether the case of a branch holds; one that cannot be decided does, so that nobody is left out because something is empty. */
  readonly holds: (when: RuleJson) => boolean
}

/** The people of a step, else of `noApprover`, else the admins. */
function peopleOf(document: ApprovalDocument, step: ApproveStep, context: ApprovalContext): readonly string[] {
  const named = resolvePersons(step.approvers, context.persons)
  if (named.length > 0) return named
  const instead = document.noApprover === undefined ? [] : resolvePersons([document.noApprover.to], context.persons)
  return instead.length > 0 ? instead : context.admins
}

/** Seats of a step that opens. A starter who is skipped counts as having approved. */
function seatsOf(
  document: ApprovalDocument,
  flow: ApprovalFlow,
  step: ApproveStep,
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
function openNext(step: ApproveStep, seats: readonly ApprovalSeat[]): readonly ApprovalSeat[] {
  const first = seats.findIndex((seat) => seat.state === 'waiting')
  if (step.mode === 'sequence' && seats.some((seat) => seat.state === 'open')) return seats
  return seats.map((seat, index) =>
    seat.state === 'waiting' && (step.mode !== 'sequence' || index === first) ? { ...seat, state: 'open' } : seat,
  )
}

const agreed = (seat: ApprovalSeat): boolean => seat.state === 'approved' || seat.state === 'skipped'

/** Whether one person's consent is enough. */
export const isForAnyone = (step: ApproveStep | undefined): boolean => step?.mode === 'any' || step?.mode === 'claim'

/** Whether a step has what its mode asks for. A step without anybody never has; a place that was taken over counts no more. */
function passed(step: ApproveStep, seats: readonly ApprovalSeat[]): boolean {
  const counting = seats.filter((seat) => seat.state !== 'closed')
  if (counting.length === 0) return false
  return isForAnyone(step) ? counting.some(agreed) : counting.every(agreed)
}

/** Goes on as far as it can without anybody: closes steps that have passed, chooses cases, opens what comes next, ends after the last. */
export function advance(
  document: ApprovalDocument,
  from: ApprovalFlow,
  context: ApprovalContext,
): { readonly flow: ApprovalFlow; readonly effects: readonly ApprovalEffect[] } {
  const effects: Exclude<ApprovalEffect, { effect: 'finish' }>[] = []
  const states = new Map(from.steps.map((state) => [state.step, state]))
  const taken: Record<string, string | null> = { ...from.taken }

  const keep = (state: ApprovalStepState): void => {
    states.set(state.step, state)
  }
  /** Leaves out what nobody will come to any more. */
  const leave = (steps: readonly ApprovalStep[], as: 'skipped' | 'closed'): void => {
    for (const { id } of leavesOf(steps)) {
      const state = states.get(id)
      if (state?.state === 'waiting' || state?.state === 'open')
        keep({ ...state, state: as, seats: closed(state.seats) })
    }
  }

  const approve = (step: ApproveStep, present: ApprovalStepState): boolean => {
    const before = present.seats.filter((seat) => seat.state === 'open').map((seat) => seat.user)
    const seats = present.state === 'waiting' ? seatsOf(document, from, step, context) : openNext(step, present.seats)
    if (passed(step, seats)) {
      keep({ step: step.id, state: 'approved', seats: closed(seats) })
      return true
    }
    const users = seats.filter((seat) => seat.state === 'open' && !before.includes(seat.user)).map((seat) => seat.user)
    if (users.length > 0) effects.push({ effect: 'ask', step: step.id, users })
    keep({ step: step.id, state: 'open', seats })
    return false
  }

  const tell = (step: CcStep): void => {
    const users = resolvePersons(step.to, context.persons)
    if (users.length > 0) effects.push({ effect: 'tell', step: step.id, users })
    keep({ step: step.id, state: 'approved', seats: users.map((user) => ({ user, state: 'told', at: context.now })) })
  }

  const choose = (step: BranchStep): BranchStep['cases'][number] | undefined => {
    if (!Object.hasOwn(taken, step.id)) {
      const found = step.cases.find(({ when }) => when === undefined || context.holds(when))
      taken[step.id] = found?.id ?? null
      for (const other of step.cases) if (other !== found) leave(other.steps, 'skipped')
    }
    return step.cases.find(({ id }) => id === taken[step.id])
  }

  /** Whether nothing of these steps is left to wait for. */
  const through = (steps: readonly ApprovalStep[]): boolean => steps.every(goThrough)
  const goThrough = (step: ApprovalStep): boolean => {
    switch (step.type) {
      case 'approve': {
        const present = states.get(step.id)
        return present === undefined || (present.state !== 'waiting' && present.state !== 'open')
          ? true
          : approve(step, present)
      }
      case 'cc':
        if (states.get(step.id)?.state === 'waiting') tell(step)
        return true
      case 'branch':
        return through(choose(step)?.steps ?? [])
      case 'parallel': {
        const done = step.branches.map((branch) => through(branch.steps))
        const isOver = step.join === 'any' ? done.some(Boolean) : done.every(Boolean)
        if (isOver) for (const branch of step.branches) leave(branch.steps, 'closed')
        return isOver
      }
    }
  }

  const isOver = through(document.steps)
  const flow: ApprovalFlow = {
    ...from,
    steps: from.steps.map((state) => states.get(state.step) ?? state),
    ...(Object.keys(taken).length > 0 ? { taken } : {}),
    ...(isOver ? { state: 'approved' } : {}),
  }
  // Whoever was asked in a branch that another one has made needless is not asked.
  const standing = effects.filter(({ effect, step }) => effect !== 'ask' || states.get(step)?.state === 'open')
  return { flow, effects: isOver ? [...standing, { effect: 'finish', state: 'approved' }] : standing }
}
