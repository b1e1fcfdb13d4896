import type { WorkspaceDocument } from '../documents/index.ts'

/** What a workspace is until its document says otherwise. */
export const defaultWorkspace: WorkspaceDocument = {
  kind: 'workspace',
  specVersion: 1,
  id: 'wsp_default',
  key: 'workspace',
  currency: 'USD',
  currencies: ['USD'],
  zone: 'UTC',
  language: 'en',
  languages: ['en', 'zh-CN'],
  weekStart: 'mon',
  fiscalYearStart: '01-01',
}
