import type { Document } from '@atelier/definitions'
import {
  createServer,
  createWorkspace,
  type Installation,
  installTemplate,
  startEngines,
  systemContext,
  type TestPlace,
  type Workspace,
  workspaceTables,
} from '@atelier/runtime'
import { freshDatabase } from '../harness/index.ts'
import { installationOn } from '../http/open-installation.ts'

export type Places = {
  readonly installation: Installation
  /** A new workspace with the documents installed, as a newcomer gets it, and the app's answers over it. */
  readonly open: (documents: readonly Document[]) => Promise<TestPlace>
  readonly empty: () => Promise<Workspace>
  readonly close: () => Promise<void>
}

/** The app on a database of its own, where every test of a template gets a workspace to itself. */
export async function openPlaces(): Promise<Places> {
  const database = await freshDatabase()
  const installation = await installationOn(database.url)
  const engines = await startEngines(installation)
  const server = createServer(installation, {
    setupToken: 'token',
    tables: workspaceTables,
    isStopping: () => false,
    engines,
  })
  let made = 0
  const empty = async (): Promise<Workspace> => {
    made += 1
    const workspace = await createWorkspace(
      installation,
      { key: `place${made}`, zone: 'Asia/Shanghai', language: 'zh-CN', currency: 'CNY' },
      workspaceTables,
    )
    if (!workspace) throw new Error('The workspace could not be made')
    return workspace
  }
  return {
    installation,
    empty,
    open: async (documents) => {
      const workspace = await empty()
      const installed = await installTemplate(installation, systemContext(workspace), documents, { sampleData: false })
      if (!installed.ok) throw new Error(JSON.stringify(installed.problems))
      return { installation, workspace, fetch: (request) => server.fetch(request) }
    },
    close: async () => {
      await engines.stop()
      await installation.close()
      await database.drop()
    },
  }
}
