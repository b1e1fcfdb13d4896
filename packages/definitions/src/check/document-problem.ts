import type { Document } from '../documents/index.ts'
import type { Problem } from '../problem.ts'

/** A problem of one document among several. */
export type DocumentProblem = Problem & {
  /** `kind/key` of the document. */
  readonly document: string
  /** What it names in vain can be left out: the document serves without it. */
  readonly tolerable?: boolean
}

/** How a document is named in problems: `kind/key`. */
export function documentName(document: Document): string {
  return `${document.kind}/${document.key}`
}
