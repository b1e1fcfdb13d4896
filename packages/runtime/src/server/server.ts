import path from 'node:path'
import type { Hono } from 'hono'
import { createApp } from '../http/app.ts'
import { mountApp } from '../http/static-files.ts'
import type { Installation } from '../installation.ts'
import { mountInvitations } from '../people/open-invitations.ts'
import { mountSetup } from '../setup/routes.ts'
import { mountTestMode } from '../testmode/routes.ts'
import type { WorkspaceTables } from '../workspace/tables.ts'
import type { Engines } from './engines.ts'
import { mountHealth } from './health.ts'
import { createRoutes } from './routes.ts'

/** Where the built app lies. */
export const webFolder = path.resolve(import.meta.dirname, '../../../web/dist')

/** The app over an open installation: routes, set-up page, health, test mode, and the files of the web app. */
export function createServer(
  installation: Installation,
  options: {
    readonly setupToken: string
    readonly tables: WorkspaceTables
    readonly engines: Pick<Engines, 'startImport'>
    readonly isStopping: () => boolean
  },
): Hono {
  return createApp({
    installation,
    routes: createRoutes(installation, options.engines),
    open: (app) => {
      mountHealth(app, installation, options.isStopping)
      mountInvitations(app, installation)
      mountSetup(app, installation, options.setupToken, options.tables)
      if (installation.test) mountTestMode(app, installation)
      mountApp(app, webFolder)
    },
  })
}
