/**
 * Definitions: the documents an admin draws, parsed, checked, compiled to a model, compared, merged and written out. Pure.
 */
export { type Diff, diffDocuments, type PlainPart } from './change/diff.ts'
export { type Conflict, mergeDocuments } from './change/merge.ts'
export { type ChangePlan, type ImpactQuestion, planChange } from './change/plan.ts'
export { applyRenames, findRenames, type Rename } from './change/renames.ts'
export type { DocumentSentences } from './change/sentences.ts'
export { checkDocument, checkDocuments } from './check/check-documents.ts'
export { type DocumentProblem, documentName } from './check/document-problem.ts'
export { type CompileOptions, compileModel, languagesOf } from './compile/model.ts'
export { type PathStep, type ResolvedPath, resolvePath } from './compile/paths.ts'
export { writtenFields } from './compile/written-fields.ts'
export type * from './documents/index.ts'
export { fileOf, folderOf, formatDocument } from './format.ts'
export { loadModel } from './load.ts'
export type * from './model.ts'
export {
  type DocumentFile,
  type ParsedFiles,
  type ParseResult,
  parseDocument,
  parseDocuments,
} from './parse/parse-document.ts'
export { parseReport } from './parse/parse-report.ts'
export { didYouMean, nearest, type Problem, pointer, problem } from './problem.ts'
export { documentKinds, isDocumentKind } from './schemas/index.ts'
export { schemaText } from './schemas/schema-text.ts'
export { modeOf, type Place, scopeOf } from './scope.ts'
export { adminRoleKey } from './system/roles.ts'
export { workspaceEnv } from './workspace-env.ts'
