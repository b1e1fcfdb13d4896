/**
 * One person's place in a step. `waiting` comes later in a sequence; `closed` was overtaken by somebody else's decision or taken over by others;
 * `skipped` counted by itself; `told` was put in copy.
 */
export type ApprovalSeat = {
  readonly user: string
  readonly state: 'waiting' | 'open' | 'approved' | 'rejected' | 'skipped' | 'closed' | 'told'
  readonly at?: string
  readonly comment?: string
}

export type ApprovalStepState = {
  readonly step: string
  /** `skipped`: it lies in a case that was not taken. */
  readonly state: 'waiting' | 'open' | 'approved' | 'rejected' | 'closed' | 'skipped'
  /** Empty until the step opens: people are found at that moment. */
  readonly seats: readonly ApprovalSeat[]
}

/** A running or finished approval, as plain data that is stored whole. The document it runs by is kept with it. */
export type ApprovalFlow = {
  readonly approval: string
  /** User id; null is the system. */
  readonly starter: string | null
  readonly state: 'pending' | 'approved' | 'rejected' | 'withdrawn'
  /** Every step that has people, those of all branches, in the order of the document. */
  readonly steps: readonly ApprovalStepState[]
  /** The case taken of each branch that was come to; null where none held. */
  readonly taken?: { readonly [branch: string]: string | null }
}

/** What has to happen next, for the runtime to carry out in the same transaction. */
export type ApprovalEffect =
  /** These people have it on their desk now. */
  | { readonly effect: 'ask'; readonly step: string; readonly users: readonly string[] }
  /** These people are told, and may look at it. */
  | { readonly effect: 'tell'; readonly step: string; readonly users: readonly string[] }
  /** It is over: run `onApproved` or `onRejected`, carry out or drop the waiting move. Comes once in the life of a flow, last. */
  | { readonly effect: 'finish'; readonly state: 'approved' | 'rejected' | 'withdrawn' }

/** Whose decision is open now. */
export const openSeats = (flow: ApprovalFlow): readonly { readonly step: string; readonly user: string }[] =>
  flow.state === 'pending'
    ? flow.steps.flatMap(({ step, seats }) =>
        seats.filter((seat) => seat.state === 'open').map((seat) => ({ step, user: seat.user })),
      )
    : []

/** Seats nobody has to decide any more. */
export const closed = (seats: readonly ApprovalSeat[]): readonly ApprovalSeat[] =>
  seats.map((seat) => (seat.state === 'open' || seat.state === 'waiting' ? { ...seat, state: 'closed' } : seat))

/** A flow that ends in a state, with everything in it closed that is not over. */
export function ended(flow: ApprovalFlow, state: 'rejected' | 'withdrawn'): ApprovalFlow {
  const steps = flow.steps.map(
    (step): ApprovalStepState =>
      step.state === 'waiting' || step.state === 'open'
        ? { ...step, state: 'closed', seats: closed(step.seats) }
        : step,
  )
  return { ...flow, state, steps }
}
