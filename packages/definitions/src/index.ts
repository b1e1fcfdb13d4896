/**
 * Definitions: the documents an admin draws, parsed, checked, compiled to a model, compared, merged and written out. Pure.
 */
export { checkDocuments } from './check/check-documents.ts'
export { type DocumentProblem, documentName } from './check/document-problem.ts'
export { type CompileOptions, compileModel, languagesOf } from './compile/model.ts'
export { type PathStep, type ResolvedPath, resolvePath } from './compile/paths.ts'
export type * from './documents/index.ts'
export type * from './model.ts'
export {
  type DocumentFile,
  type ParsedFiles,
  type ParseResult,
  parseDocument,
  parseDocuments,
} from './parse/parse-document.ts'
export { didYouMean, nearest, type Problem, pointer, problem } from './problem.ts'
export { documentKinds, isDocumentKind, schemaOf } from './schemas/index.ts'
export { modeOf, type Place, scopeOf } from './scope.ts'
export { adminRoleKey } from './system/roles.ts'
