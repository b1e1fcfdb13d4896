import { checkDocuments } from './check/check-documents.ts'
import { type DocumentProblem, documentName } from './check/document-problem.ts'
import { compileModel } from './compile/model.ts'
import type { Document } from './documents/index.ts'
import type { Model, Quarantined } from './model.ts'
import { toFile, toMemory } from './parse/lines-unique.ts'
import { parseDocument } from './parse/parse-document.ts'

/** Members of these lists can be left out alone; what is wrong elsewhere takes the document with it. A pipeline is not served in part: a gate would stand open. */
const separable: ReadonlySet<string> = new Set([
  'fields',
  'rules',
  'invariants',
  'unique',
  'duplicates',
  'forms',
  'from',
  'targets',
  'pipelines',
  'fill',
  'grants',
  'tiles',
  'items',
  'columns',
  'summary',
])
const whole: ReadonlySet<Document['kind']> = new Set(['pipeline', 'approval', 'automation', 'report'])

/**
 * Makes the model of a stored revision. What cannot be read any more is out of service, with everything that needs it (a field, a grant,
 * a tile, else the document), and the rest serves; `model.quarantined` says what and why. Never throws.
 */
export function loadModel(stored: readonly unknown[], options: { readonly revision: number }): Model {
  const quarantined: Quarantined[] = []
  let documents: readonly Document[] = stored.flatMap((json) => {
    const parsed = parseDocument(isEntity(json) ? toFile(json) : json)
    if (parsed.document) return [parsed.document]
    quarantined.push({ ...nameOf(json), code: parsed.problems[0]?.code ?? 'malformed' })
    return []
  })
  // Each round takes out what is wrong now; what needed it is wrong in the next.
  for (;;) {
    const model = compileModel(documents, { revision: options.revision, quarantined })
    const wrong = Map.groupBy(
      checkDocuments(documents, model).filter((problem) => !problem.tolerable),
      (problem) => problem.document,
    )
    if (wrong.size === 0) return model
    documents = documents.flatMap((document) => {
      const problems = wrong.get(documentName(document))
      if (!problems) return [document]
      const { left, out } = withoutParts(document, problems)
      quarantined.push(...out)
      return left ? [left] : []
    })
  }
}

/** A document without the parts that problems are in; without document when one of them is in none of its parts. */
function withoutParts(
  document: Document,
  problems: readonly DocumentProblem[],
): { readonly left: Document | undefined; readonly out: readonly Quarantined[] } {
  const head = { kind: document.kind, key: document.key ?? '' }
  const parts = new Map<string, string>()
  for (const { path, code } of problems) {
    const part = whole.has(document.kind) ? undefined : partOf(path)
    if (part === undefined) return { left: undefined, out: [{ ...head, code }] }
    if (!parts.has(part)) parts.set(part, code)
  }
  const left = remove(toFile(document), '', parts)
  // A part that is not where its problem says cannot be taken out, and the next round would find it again.
  const [code = ''] = parts.values()
  if (JSON.stringify(left) === JSON.stringify(toFile(document))) return { left: undefined, out: [{ ...head, code }] }
  // Only members of lists are gone, so that it has the shape it had.
  return { left: toMemory(left as Document), out: [...parts].map(([path, code]) => ({ ...head, code, path })) }
}

/** The innermost separable part that a pointer leads into. */
function partOf(path: string): string | undefined {
  const segments = path.split('/')
  for (let index = segments.length - 1; index > 1; index -= 1)
    if (/^\d+$/.test(segments[index] ?? '') && separable.has(segments[index - 1] ?? ''))
      return segments.slice(0, index + 1).join('/')
  return undefined
}

function remove(value: unknown, at: string, parts: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value))
    return value.flatMap((item, index) => (parts.has(`${at}/${index}`) ? [] : [remove(item, `${at}/${index}`, parts)]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, remove(item, `${at}/${name}`, parts)]))
}

function isEntity(json: unknown): json is Document {
  return (
    typeof json === 'object' &&
    json !== null &&
    'kind' in json &&
    json.kind === 'entity' &&
    'fields' in json &&
    Array.isArray(json.fields) &&
    json.fields.every((field) => typeof field === 'object' && field !== null)
  )
}

function nameOf(json: unknown): { readonly kind: string; readonly key: string } {
  const { kind, key } = typeof json === 'object' && json !== null ? (json as { kind?: unknown; key?: unknown }) : {}
  return { kind: typeof kind === 'string' ? kind : '', key: typeof key === 'string' ? key : '' }
}
