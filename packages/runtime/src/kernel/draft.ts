import type { Entity, Field } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import type { Problem } from '@atelier/rules'
import type { RefusalKind, WriteCommand } from './commands.ts'

/** A record as the kernel works on it: canonical values by field key, system fields included. Links and lines are arrays. */
export type Row = { [key: string]: Canonical }

/** One row of a lines field, on its way to the database. */
export type LineDraft = {
  readonly id: string
  readonly before: Row | undefined
  readonly after: Row
  readonly given: ReadonlySet<string>
  readonly place: string
}

/** A change of stage that a write asks for, or the first stage of a new record. */
export type StageChange = {
  readonly from: string | null
  readonly to: string
  readonly pipeline: string
  readonly reason: string | undefined
}

/**
 * One record on its way through the kernel. Engines fill it in step by step; nothing reaches the database before every draft of the
 * transaction has been judged. A draft with problems is out: it is answered, never written.
 */
export type Draft = {
  /** Position of the command; records touched by cascades have none of their own and share their cause's. */
  readonly index: number
  readonly command: WriteCommand
  readonly action: 'create' | 'update' | 'delete' | 'restore'
  readonly entity: Entity
  readonly id: string
  before: Row | undefined
  readonly after: Row
  /** Fields that the caller wrote, as against computed or filled ones. */
  readonly given: Set<string>
  /** Rows of lines fields that this write replaces, by field key. */
  readonly lines: Map<string, { readonly keep: readonly LineDraft[]; readonly gone: readonly Row[] }>
  /** Which entity each id in a references field belongs to, where several may be meant. */
  readonly linkTargets: Map<string, string>
  /** The stage asked for, as the caller gave it; judged once everything else is known. */
  wantsStage: { readonly to: unknown; readonly reason: string | undefined; readonly path: string } | undefined
  /** Whether the caller may give this record to somebody else; undefined when that was not asked. */
  mayAssign: boolean | undefined
  stage: StageChange | undefined
  /** The move waits for these approvals; nothing of it is written. */
  pendingApprovals: readonly string[] | undefined
  /** Touched because of another record (a deletion that clears or takes along); has no answer of its own. */
  readonly isFollowUp?: true
  readonly problems: Problem[]
  readonly warnings: Problem[]
  refusal: RefusalKind | undefined
}

/** Adds problems and says how the write is refused; the first kind of refusal stands, except that being invisible beats all. */
export function refuse(draft: Draft, kind: RefusalKind, ...problems: readonly Problem[]): void {
  draft.problems.push(...problems)
  if (draft.refusal === undefined || kind === 'not_understood') draft.refusal = kind
}

/** Whether two canonical values are the same value. Order counts in lists; key order does not count in parts. */
export function same(a: Canonical | undefined, b: Canonical | undefined): boolean {
  const x = a ?? null
  const y = b ?? null
  if (x === y) return true
  if (x === null || y === null || typeof x !== 'object' || typeof y !== 'object') return emptyList(x) && emptyList(y)
  if (Array.isArray(x) || Array.isArray(y)) {
    if (!Array.isArray(x) || !Array.isArray(y) || x.length !== y.length) return false
    return x.every((value, i) => same(value, y[i]))
  }
  const left = new Map<string, Canonical>(Object.entries(x))
  const right = new Map<string, Canonical>(Object.entries(y))
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && same(value, right.get(key)))
}

function emptyList(value: Canonical): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

/** Empty as rules mean it: missing, null, `""` and the empty list are one thing. */
export function isEmpty(value: Canonical | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Keys of the fields whose value this draft changes. Lines are compared by the caller: their rows are drafts of their own. */
export function changedFields(draft: Draft): readonly Field[] {
  const changed: Field[] = []
  for (const field of draft.entity.fields.values())
    if (!field.system && !same(draft.before?.[field.key], draft.after[field.key])) changed.push(field)
  return changed
}
