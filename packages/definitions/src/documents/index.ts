import type { ApprovalDocument } from './approval.ts'
import type { AutomationDocument } from './automation.ts'
import type { EntityDocument } from './entity.ts'
import type { PipelineDocument } from './pipeline.ts'
import type { DashboardDocument, ReportDocument } from './report.ts'
import type { RoleDocument } from './role.ts'
import type { FormDocument, ViewDocument } from './view.ts'
import type {
  MessageDocument,
  NavigationDocument,
  OptionSetDocument,
  PolicyDocument,
  SampleDataDocument,
  TeamDocument,
  TemplateDocument,
  TestDocument,
  TranslationDocument,
  WorkspaceDocument,
} from './workspace.ts'

export type * from './approval.ts'
export type * from './automation.ts'
export type * from './entity.ts'
export type * from './head.ts'
export type * from './pipeline.ts'
export type * from './report.ts'
export type * from './role.ts'
export type * from './view.ts'
export type * from './workspace.ts'

/** Every document kind that a workspace or template may hold. Kinds of later issues are absent until they are built. */
export type Document =
  | WorkspaceDocument
  | NavigationDocument
  | EntityDocument
  | OptionSetDocument
  | FormDocument
  | ViewDocument
  | PipelineDocument
  | AutomationDocument
  | ApprovalDocument
  | PolicyDocument
  | (ReportDocument & { readonly id: string; readonly key: string })
  | DashboardDocument
  | RoleDocument
  | TeamDocument
  | MessageDocument
  | TranslationDocument
  | TemplateDocument
  | SampleDataDocument
  | TestDocument

export type DocumentKind = Document['kind']
export type DocumentOf<K extends DocumentKind> = Extract<Document, { kind: K }>
