import { readdirSync, readFileSync } from 'node:fs'
import { type Document, parseDocuments } from '../../packages/definitions/src/index.ts'

/** A file of the corpus: `<kind>/<name>.json` under `valid` or `invalid`. */
export type CorpusFile = { readonly kind: string; readonly name: string; readonly json: unknown }

/** Every file of one half of the corpus. */
export function corpusFiles(half: 'valid' | 'invalid'): readonly CorpusFile[] {
  const folder = new URL(`./${half}/`, import.meta.url)
  return readdirSync(folder).flatMap((kind) =>
    readdirSync(new URL(`${kind}/`, folder)).map((name) => ({
      kind,
      name: name.replace(/\.json$/, ''),
      json: JSON.parse(readFileSync(new URL(`${kind}/${name}`, folder), 'utf8')) as unknown,
    })),
  )
}

/** The valid half as one workspace: a small sales CRM whose documents name each other. */
export function salesWorkspace(): readonly Document[] {
  const files = corpusFiles('valid').map(({ kind, name, json }) => ({ path: `${kind}/${name}`, json }))
  const { documents, problems } = parseDocuments(files)
  if (problems.length > 0) throw new Error(`The corpus does not parse: ${JSON.stringify(problems[0])}`)
  return documents
}

/** A copy of documents with one of them changed. */
export function withChange<K extends Document['kind']>(
  documents: readonly Document[],
  kind: K,
  key: string,
  change: (document: Extract<Document, { kind: K }>) => Document,
): readonly Document[] {
  const isIt = (document: Document): document is Extract<Document, { kind: K }> =>
    document.kind === kind && document.key === key
  if (!documents.some(isIt)) throw new Error(`The corpus has no ${kind} ${key}`)
  return documents.map((document) => (isIt(document) ? change(document) : document))
}
