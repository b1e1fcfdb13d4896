import type { Documents } from './document.ts'

/** Documents being edited, with the way back and forth again. */
export type Draft = {
  readonly documents: Documents
  readonly past: readonly Documents[]
  readonly future: readonly Documents[]
  /** What the last edit was about: typing in one place is one step back, however many letters it took. */
  readonly about: string | undefined
}

const longestPast = 200

/** A draft nobody has edited. */
export const openDraft = (documents: Documents): Draft => ({ documents, past: [], future: [], about: undefined })

/** The draft after an edit. An edit with the same `about` as the last one joins it; one that changes nothing is none. */
export function edit(draft: Draft, documents: Documents, about?: string): Draft {
  if (documents === draft.documents) return draft
  const joins = about !== undefined && about === draft.about && draft.past.length > 0
  return {
    documents,
    past: joins ? draft.past : [...draft.past, draft.documents].slice(-longestPast),
    future: [],
    about,
  }
}

/** One step back; the same draft when there is none. */
export function undo(draft: Draft): Draft {
  const documents = draft.past.at(-1)
  if (!documents) return draft
  return { documents, past: draft.past.slice(0, -1), future: [draft.documents, ...draft.future], about: undefined }
}

/** One step forward again; the same draft when there is none. */
export function redo(draft: Draft): Draft {
  const [documents, ...future] = draft.future
  if (!documents) return draft
  return { documents, past: [...draft.past, draft.documents], future, about: undefined }
}
