import type { Problem } from '@atelier/rules'
import type { Installation } from '../installation.ts'
import { createPerson } from '../people/people.ts'
import { installTemplate } from '../templates/install-template.ts'
import { readTemplate } from '../templates/read-template.ts'
import { createWorkspace } from '../workspace/create-workspace.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { WorkspaceTables } from '../workspace/tables.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Key of the workspace that the first start makes. */
export const firstWorkspace = 'main'

export type FirstAdmin = {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly language: 'en' | 'zh-CN'
  readonly zone: string
}

export type SetUp =
  | { readonly ok: true; readonly workspace: Workspace; readonly user: string }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Whether anybody can administer this installation yet. */
export async function hasAdmin({ pool }: Installation): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>('select exists (select 1 from atelier.member) as there')
  return rows[0]?.there === true
}

/** Makes the first workspace (when there is none) and its first administrator. */
export async function createFirstAdmin(
  installation: Installation,
  admin: FirstAdmin,
  tables: WorkspaceTables,
): Promise<SetUp> {
  const workspace =
    installation.workspaces.get(firstWorkspace) ??
    (await createWorkspace(
      installation,
      {
        key: firstWorkspace,
        zone: admin.zone,
        language: admin.language,
        currency: admin.language === 'zh-CN' ? 'CNY' : 'USD',
      },
      tables,
    )) ??
    (await installation.workspaces.refresh(firstWorkspace))
  if (!workspace) throw new Error('The first workspace could not be opened')
  const created = await createPerson(installation, systemContext(workspace), {
    email: admin.email,
    password: admin.password,
    values: { name: admin.name, roles: ['admin'], language: admin.language },
  })
  return created.ok ? { ok: true, workspace, user: created.id } : created
}

/** Installs a template that comes with Atelier into a workspace, as the system; a template that is there already is left as it is. */
export async function setUpTemplate(
  installation: Installation,
  workspace: Workspace,
  key: string,
  options: { readonly sampleData: boolean; readonly onProgress?: (done: number, of: number) => void },
): Promise<
  { readonly ok: true; readonly records: number } | { readonly ok: false; readonly problems: readonly Problem[] }
> {
  if (workspace.current().model.documents.some((document) => document.kind === 'template' && document.key === key))
    return { ok: true, records: 0 }
  const template = await readTemplate(key)
  if (!template)
    return {
      ok: false,
      problems: [
        {
          code: 'unknown_template',
          path: '/template',
          message: { en: `There is no template "${key}".`, 'zh-CN': `没有名为“${key}”的模板。` },
        },
      ],
    }
  if (!template.ok) return { ok: false, problems: template.problems }
  const installed = await installTemplate(installation, systemContext(workspace), template.documents, options)
  return installed.ok ? { ok: true, records: installed.records } : { ok: false, problems: installed.problems }
}
