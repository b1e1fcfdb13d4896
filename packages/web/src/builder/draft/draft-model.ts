import { compileModel, type Model } from '@atelier/definitions'
import { useDraft } from './DraftContext.tsx'
import type { Documents } from './document.ts'

const models = new WeakMap<Documents, Model>()

/** The model that some documents make, compiled once for them. */
export function modelOf(documents: Documents): Model {
  const known = models.get(documents)
  if (known) return known
  const made = compileModel(documents, { revision: 0 })
  models.set(documents, made)
  return made
}

/** The model of the draft: what is not published yet counts already. */
export const useDraftModel = (): Model => modelOf(useDraft().documents)
