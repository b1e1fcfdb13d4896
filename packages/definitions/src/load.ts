import { checkDocuments } from './check/check-documents.ts'
import { documentName } from './check/document-problem.ts'
import { compileModel } from './compile/model.ts'
import type { Document } from './documents/index.ts'
import type { Model } from './model.ts'
import { toFile } from './parse/lines-unique.ts'
import { parseDocument } from './parse/parse-document.ts'

type Quarantined = { readonly kind: string; readonly key: string; readonly code: string }

/**
 * Makes the model of a stored revision. A document that cannot be read any more is out of service, with everything that needs it, and the
 * rest serves; `model.quarantined` says which and why. Never throws.
 */
export function loadModel(stored: readonly unknown[], options: { readonly revision: number }): Model {
  const quarantined: Quarantined[] = []
  let documents: Document[] = []
  for (const json of stored) {
    const parsed = parseDocument(isEntity(json) ? toFile(json) : json)
    if (parsed.document) documents.push(parsed.document)
    else quarantined.push({ ...nameOf(json), code: parsed.problems[0]?.code ?? 'malformed' })
  }
  // Each round takes out what is wrong now; what needed it is wrong in the next.
  for (;;) {
    const model = compileModel(documents, { revision: options.revision, quarantined })
    const wrong = new Map<string, string>()
    for (const problem of checkDocuments(documents, model))
      if (!problem.tolerable && !wrong.has(problem.document)) wrong.set(problem.document, problem.code)
    const kept = documents.filter((document) => !wrong.has(documentName(document)))
    if (kept.length === documents.length) return model
    for (const document of documents) {
      const code = wrong.get(documentName(document))
      if (code !== undefined) quarantined.push({ kind: document.kind, key: document.key ?? '', code })
    }
    documents = kept
  }
}

function isEntity(json: unknown): json is Document {
  return (
    typeof json === 'object' &&
    json !== null &&
    'kind' in json &&
    json.kind === 'entity' &&
    'fields' in json &&
    Array.isArray(json.fields)
  )
}

function nameOf(json: unknown): { readonly kind: string; readonly key: string } {
  const { kind, key } = typeof json === 'object' && json !== null ? (json as { kind?: unknown; key?: unknown }) : {}
  return { kind: typeof kind === 'string' ? kind : '', key: typeof key === 'string' ? key : '' }
}
