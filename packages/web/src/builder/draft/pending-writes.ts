import type { Document } from '@atelier/definitions'
import type { Documents } from './document.ts'

/** What the change set has to be told so that it says what the draft says. */
export type PendingWrite =
  | { readonly kind: 'put'; readonly address: string; readonly document: Document }
  | { readonly kind: 'delete'; readonly address: string; readonly id: string }

/**
 * Where a document stands in a change set: under the key it has in service, whatever it is called in the draft, so that
 * a rename stays one; a new document under its id, which no edit changes.
 */
export function addressOf(document: Document, inService: Documents): string {
  const served = inService.find((each) => each.id === document.id)
  return `${document.kind}/${served?.key ?? document.id}`
}

/** The writes that lead from what was told before to the draft, deletions last. */
export function pendingWrites(told: Documents, draft: Documents, inService: Documents): readonly PendingWrite[] {
  const before = new Map(told.map((document) => [document.id, document]))
  const now = new Set(draft.map((document) => document.id))
  const puts = draft
    .filter((document) => before.get(document.id) !== document)
    .map((document): PendingWrite => ({ kind: 'put', address: addressOf(document, inService), document }))
  const deletes = told
    .filter((document) => !now.has(document.id))
    .map(
      (document): PendingWrite => ({
        kind: 'delete',
        address: addressOf(document, inService),
        id: document.id ?? '',
      }),
    )
  return [...puts, ...deletes]
}
