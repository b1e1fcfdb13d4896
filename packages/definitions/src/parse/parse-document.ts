import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Document, DocumentKind } from '../documents/index.ts'
import { documentFieldTypes } from '../field-types.ts'
import { didYouMean, type Problem, pointer, problem } from '../problem.ts'
import { documentKinds, isDocumentKind, schemaOf } from '../schemas/index.ts'
import { identityProblems } from './identity.ts'
import { toMemory } from './lines-unique.ts'
import { toProblems } from './schema-problems.ts'

/** A document that is right in itself, or everything that is wrong with it. */
export type ParseResult =
  | { readonly document: Document; readonly problems?: undefined }
  | { readonly document?: undefined; readonly problems: readonly Problem[] }

const maxDepth = 100
const validators = new Map<DocumentKind, ValidateFunction>()

function validatorOf(kind: DocumentKind): ValidateFunction {
  const made = validators.get(kind)
  if (made) return made
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    verbose: true,
    validateFormats: false,
    inlineRefs: false,
    code: { optimize: false },
    ownProperties: true,
  })
  const validate = ajv.compile(schemaOf(kind, documentFieldTypes()))
  validators.set(kind, validate)
  return validate
}

/**
 * Parses untrusted JSON as a document of any kind: shape, ids, keys, and what can be judged without other documents. Every problem at
 * once; never throws. `path` is put in front of the problems' pointers. References are judged by `checkDocuments`.
 */
export function parseDocument(json: unknown, path = ''): ParseResult {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return {
      problems: [problem('wrong_type', path, { en: 'A document is a JSON object', 'zh-CN': '文档须为 JSON 对象' })],
    }
  if (deeperThan(json, maxDepth))
    return {
      problems: [
        problem(
          'too_deep',
          path,
          { en: `Nested deeper than ${maxDepth} levels`, 'zh-CN': `嵌套超过 ${maxDepth} 层` },
          { limit: maxDepth },
        ),
      ],
    }
  const kind: unknown = 'kind' in json ? json.kind : undefined
  if (!isDocumentKind(kind)) return { problems: [unknownKind(kind, path)] }
  const validate = validatorOf(kind)
  const valid = validate(json)
  const errors: readonly ErrorObject[] = valid ? [] : (validate.errors ?? [])
  const problems = [...toProblems(errors, json, path), ...identityProblems(json, kind, path)]
  if (problems.length > 0) return { problems }
  // The schema of the kind has accepted it, and nothing else makes documents.
  return { document: toMemory(json as Document) }
}

/** A file of a workspace or template folder: its path for people, and the JSON in it. */
export type DocumentFile = { readonly path: string; readonly json: unknown }

/** What became of several files: the documents that are right in themselves, and the problems of the others by file. */
export type ParsedFiles = {
  readonly documents: readonly Document[]
  readonly problems: readonly (Problem & { readonly file: string })[]
}

/** Parses many files at once; a bad one does not stop the rest. */
export function parseDocuments(files: readonly DocumentFile[]): ParsedFiles {
  const documents: Document[] = []
  const problems: (Problem & { readonly file: string })[] = []
  for (const file of files) {
    const parsed = parseDocument(file.json)
    if (parsed.document) documents.push(parsed.document)
    else problems.push(...parsed.problems.map((found) => ({ ...found, document: nameOf(file.json), file: file.path })))
  }
  return { documents, problems }
}

function nameOf(json: unknown): string {
  const { kind, key } = typeof json === 'object' && json !== null ? (json as { kind?: unknown; key?: unknown }) : {}
  return `${typeof kind === 'string' ? kind : '?'}/${typeof key === 'string' ? key : '?'}`
}

function unknownKind(kind: unknown, path: string): Problem {
  const at = pointer(path, 'kind')
  if (kind === undefined)
    return problem(
      'required',
      at,
      { en: 'A document needs a "kind"', 'zh-CN': '文档缺少 “kind”' },
      { property: 'kind' },
    )
  if (typeof kind !== 'string')
    return problem('wrong_type', at, { en: '"kind" must be a text', 'zh-CN': '“kind” 须为文本' })
  const shown = kind.slice(0, 60)
  return problem(
    'unknown_kind',
    at,
    { en: `There is no kind "${shown}"`, 'zh-CN': `没有类型“${shown}”` },
    { kind: shown },
    didYouMean(shown, documentKinds),
  )
}

/** Whether a value nests deeper than a limit; walks without recursion, so that it may be hostile. */
function deeperThan(json: unknown, limit: number): boolean {
  let level: unknown[] = [json]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  }
  return false
}
