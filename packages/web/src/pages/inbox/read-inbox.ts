/** What the inbox answers, read once and then trusted. */
export type Ref = { readonly id: string; readonly label: string }

export type TaskView = {
  readonly id: string
  readonly entity: string
  readonly label: string
  readonly type: string | null
  /** A day or an instant. */
  readonly due: string | null
  readonly about: readonly Ref[]
}

export type ApprovalView = {
  readonly id: string
  readonly label: string
  readonly title: string
  readonly state: string
  readonly entity: string | null
  readonly record: Ref | null
  readonly starter: Ref | null
  readonly startedAt: string
  readonly decidedAt: string | null
  readonly step: Ref | null
  readonly move: {
    readonly fromLabel: string | null
    readonly toLabel: string | null
    readonly to: string | null
  } | null
  readonly mayDecide: boolean
  readonly mayWithdraw: boolean
}

export type SeatView = Ref & { readonly state: string; readonly at: string | null; readonly comment: string | null }
export type StepView = Ref & {
  readonly mode: string
  readonly comment: string
  readonly state: string
  readonly people: readonly SeatView[]
}
export type WholeApproval = ApprovalView & {
  readonly steps: readonly StepView[]
  readonly decisions: readonly {
    readonly by: Ref
    readonly action: string
    readonly comment: string | null
    readonly at: string
  }[]
  readonly problems: readonly { readonly code: string; readonly message: string }[]
}

export type NoticeView = {
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly entity: string | null
  readonly record: string | null
  readonly readAt: string | null
  readonly at: string
}

export type InboxView = {
  readonly approvals: readonly ApprovalView[]
  readonly tasks: readonly TaskView[]
  readonly unread: number
  /** What was put aside until later. */
  readonly later: { readonly approvals: readonly AsideView[]; readonly tasks: readonly AsideView[] }
}

export type AsideView = { readonly id: string; readonly name: string; readonly until: string }

type Json = Readonly<Record<string, unknown>>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const maybe = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const ref = (value: unknown): Ref | null =>
  isJson(value) && typeof value.id === 'string' ? { id: value.id, label: text(value.label) } : null
const list = <Item>(value: unknown, read: (item: Json) => Item): readonly Item[] =>
  Array.isArray(value) ? value.filter(isJson).map(read) : []
const part = (value: unknown, key: string): unknown => (isJson(value) ? value[key] : undefined)

const readTask = (task: Json): TaskView => {
  const about = Array.isArray(task.about) ? task.about : [task.about]
  return {
    id: text(task.id),
    entity: text(task.entity),
    label: text(task.label),
    type: maybe(task.type),
    due: maybe(task.due),
    about: about.flatMap((each: unknown) => ref(each) ?? []),
  }
}

export const readApproval = (request: Json): ApprovalView => ({
  id: text(request.id),
  label: text(request.label),
  title: text(request.title),
  state: text(request.state),
  entity: maybe(request.entity),
  record: ref(request.record),
  starter: ref(request.starter),
  startedAt: text(request.startedAt),
  decidedAt: maybe(request.decidedAt),
  step: ref(request.step),
  move: isJson(request.move)
    ? { fromLabel: maybe(request.move.fromLabel), toLabel: maybe(request.move.toLabel), to: maybe(request.move.to) }
    : null,
  mayDecide: request.mayDecide === true,
  mayWithdraw: request.mayWithdraw === true,
})

const readSeat = (seat: Json): SeatView => ({
  id: text(seat.id),
  label: text(seat.label),
  state: text(seat.state),
  at: maybe(seat.at),
  comment: maybe(seat.comment),
})

/** One request in full. */
export function readWhole(answer: unknown): WholeApproval {
  const request = isJson(answer) ? answer : {}
  return {
    ...readApproval(request),
    steps: list(request.steps, (step) => ({
      id: text(step.id),
      label: text(step.label),
      mode: text(step.mode),
      comment: text(step.comment),
      state: text(step.state),
      people: list(step.people, readSeat),
    })),
    decisions: list(request.decisions, (decision) => ({
      by: ref(decision.by) ?? { id: '', label: '' },
      action: text(decision.action),
      comment: maybe(decision.comment),
      at: text(decision.at),
    })),
    problems: list(request.problems, (problem) => ({ code: text(problem.code), message: text(problem.message) })),
  }
}

export const readApprovals = (answer: unknown): readonly ApprovalView[] => list(part(answer, 'approvals'), readApproval)

const readAside =
  (name: string) =>
  (item: Json): AsideView => ({ id: text(item.id), name: text(item[name]), until: text(item.until) })

export function readInbox(answer: unknown): InboxView {
  const unread = part(part(answer, 'counts'), 'notifications')
  return {
    approvals: readApprovals(answer),
    tasks: list(part(answer, 'tasks'), readTask),
    unread: typeof unread === 'number' ? unread : 0,
    later: {
      approvals: list(part(part(answer, 'later'), 'approvals'), readAside('title')),
      tasks: list(part(part(answer, 'later'), 'tasks'), readAside('label')),
    },
  }
}

export const readNotices = (answer: unknown): readonly NoticeView[] =>
  list(part(answer, 'notifications'), (notice) => ({
    id: text(notice.id),
    subject: text(notice.subject),
    body: text(notice.body),
    entity: maybe(notice.entity),
    record: maybe(notice.record) ?? ref(notice.record)?.id ?? null,
    readAt: maybe(notice.readAt),
    at: text(notice.at),
  }))
