export type HomeTask = {
  readonly id: string
  readonly entity: string
  readonly label: string
  readonly type: string | null
  readonly due: string | null
  readonly about: readonly { readonly id: string; readonly label: string; readonly entity?: string | undefined }[]
}
export type HomeApproval = {
  readonly id: string
  readonly title: string
  readonly starter: string | null
  readonly startedAt: string
}
export type HomeInbox = { readonly tasks: readonly HomeTask[]; readonly approvals: readonly HomeApproval[] }

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isJson) : []

/** The answer of `GET /inbox` as home reads it. */
export function readInbox(answer: unknown): HomeInbox {
  const inbox = isJson(answer) ? answer : {}
  return {
    tasks: listOf(inbox.tasks).map((task) => ({
      id: text(task.id),
      entity: text(task.entity),
      label: text(task.label),
      type: textOrNull(task.type),
      due: textOrNull(task.due),
      about: (isJson(task.about) ? [task.about] : listOf(task.about)).map((about) => ({
        id: text(about.id),
        label: text(about.label),
        entity: textOrNull(about.entity) ?? undefined,
      })),
    })),
    approvals: listOf(inbox.approvals).map((approval) => ({
      id: text(approval.id),
      title: text(approval.title) || text(approval.label),
      starter: isJson(approval.starter) ? text(approval.starter.label) : null,
      startedAt: text(approval.startedAt),
    })),
  }
}

/** The day of an instant in a zone, as `2026-11-22`; a day stays one. */
export function dayIn(zone: string, value: string | Date): string {
  if (typeof value === 'string' && !value.includes('T')) return value
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return parts.format(new Date(value))
}

/** Tasks by when they are due: before today, today, and later or at no time. */
export function byDue(tasks: readonly HomeTask[], zone: string, now: Date) {
  const today = dayIn(zone, now)
  const day = (task: HomeTask) => (task.due === null ? null : dayIn(zone, task.due))
  return {
    overdue: tasks.filter((task) => (day(task) ?? today) < today),
    today: tasks.filter((task) => day(task) === today),
    later: tasks.filter((task) => day(task) === null || (day(task) ?? '') > today),
  }
}
