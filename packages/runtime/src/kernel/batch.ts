import type { Entity, Model } from '@atelier/definitions'
import type { RecordData } from '@atelier/rules'
import type { Context } from '../workspace/workspace.ts'
import type { Draft } from './draft.ts'
import type { Part } from './part.ts'
import type { Loaded } from './related.ts'
import type { Session } from './session.ts'
import type { PendingReference } from './take-values.ts'

/** One pass of the kernel over some commands: everything its steps read and fill in. */
export type Batch = {
  readonly context: Context
  readonly model: Model
  readonly session: Session
  readonly drafts: Draft[]
  /** Records present before the write, as loaded with their surroundings, by entity and id. */
  readonly before: Map<string, Loaded>
  /** Records newly referred to, by entity and id, as loaded. */
  readonly targets: Map<string, Loaded>
  readonly references: { readonly draft: Draft; readonly reference: PendingReference }[]
  /** Parts of drafts that are complete, kept in step with their values. */
  readonly parts: Map<Draft, readonly Part[]>
}

export function openBatch(context: Context, session: Session): Batch {
  return {
    context,
    model: context.generation.model,
    session,
    drafts: [],
    before: new Map(),
    targets: new Map(),
    references: [],
    parts: new Map(),
  }
}

/** Drafts that nothing has refused so far. */
export const standing = (batch: Batch): readonly Draft[] =>
  batch.drafts.filter((draft) => draft.problems.length === 0 && draft.pendingApprovals === undefined)

/** The record as it was, with its surroundings. */
export const loadedBefore = (batch: Batch, draft: Draft): RecordData | undefined =>
  batch.before.get(draft.entity.key)?.get(draft.id)

/** Groups drafts by entity, in order of first appearance. */
export function byEntity(drafts: readonly Draft[]): ReadonlyMap<Entity, readonly Draft[]> {
  const groups = new Map<Entity, Draft[]>()
  for (const draft of drafts) {
    const group = groups.get(draft.entity)
    if (group === undefined) groups.set(draft.entity, [draft])
    else group.push(draft)
  }
  return groups
}
