import type { WorkspaceDocument } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import type { Installation } from '../installation.ts'
import { tablesOf } from './keep-tables.ts'
import { publishDocuments } from './publish.ts'
import type { WorkspaceTables } from './tables.ts'
import type { Workspace } from './workspace.ts'
import { registerWorkspace, schemaName } from './workspaces.ts'

export type NewWorkspace = {
  readonly key: string
  readonly zone: string
  readonly language: 'en' | 'zh-CN'
  readonly currency: string
}

/** Makes an empty workspace, ready for sign-in and definitions; undefined when the key is taken. */
export async function createWorkspace(
  installation: Installation,
  wanted: NewWorkspace,
  tables: WorkspaceTables,
): Promise<Workspace | undefined> {
  const { pool, workspaces, clock } = installation
  const schema = schemaName(wanted.key)
  const made = await registerWorkspace(pool, wanted.key, tablesOf(schema, tables))
  if (!made) return undefined
  const document: WorkspaceDocument = {
    kind: 'workspace',
    specVersion: 1,
    id: 'wsp_workspace',
    key: 'workspace',
    currency: wanted.currency,
    currencies: [wanted.currency],
    zone: wanted.zone,
    language: wanted.language,
    languages: ['zh-CN', 'en'],
    weekStart: 'mon',
    fiscalYearStart: '01-01',
  }
  const published = await publishDocuments(pool, {
    workspace: wanted.key,
    schema,
    documents: [document],
    onto: undefined,
    by: undefined,
    at: clock.now(),
  })
  if (!published.ok) throw new Error(`An empty workspace cannot be published: ${sentences(published.problems)}`)
  return workspaces.refresh(wanted.key)
}

function sentences(problems: readonly Problem[]): string {
  return problems.map((problem) => `${problem.path}: ${problem.message.en}`).join('; ')
}
