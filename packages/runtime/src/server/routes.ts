import { approvalRoutes } from '../approvals/index.ts'
import { auditRoutes } from '../audit/routes.ts'
import { sessionRoutes } from '../auth/session-routes.ts'
import { automationRoutes } from '../automation/index.ts'
import { backupRoutes } from '../backup/routes.ts'
import { definitionRoutes } from '../definitions/routes.ts'
import { tryRoutes } from '../definitions/try-routes.ts'
import { upkeepRoutes } from '../definitions/upkeep-routes.ts'
import { explainRoutes } from '../explain/routes.ts'
import { followRoutes } from '../follow/index.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { importRoutes } from '../imports/routes.ts'
import { eventRoutes, inboxRoutes } from '../inbox/index.ts'
import type { Installation } from '../installation.ts'
import { mineRoutes } from '../mine/routes.ts'
import { openApiDocument } from '../openapi/openapi.ts'
import { accessRoutes } from '../people/access-routes.ts'
import { handOverRoutes } from '../people/hand-over-routes.ts'
import { invitationRoutes } from '../people/invitation-routes.ts'
import { peopleRoutes } from '../people/routes.ts'
import { recordRoutes } from '../records/routes.ts'
import { reportRoutes } from '../reports/routes.ts'
import { templateRoutes } from '../templates/routes.ts'
import { sampleRoutes } from '../templates/sample-routes.ts'
import { workspaceRoutes } from '../workspace/routes.ts'
import type { Engines } from './engines.ts'

/** Every call below `/api` that needs somebody signed in: the one list that the app, OpenAPI and the permission matrix are made from. */
export function createRoutes(installation: Installation, engines: Pick<Engines, 'startImport'>): readonly Route[] {
  const routes: Route[] = [
    ...workspaceRoutes(installation),
    ...definitionRoutes(installation),
    ...upkeepRoutes(installation),
    ...tryRoutes(installation),
    ...mineRoutes(installation),
    ...sessionRoutes(installation),
    ...peopleRoutes(installation),
    ...accessRoutes(installation),
    ...invitationRoutes(installation),
    ...handOverRoutes(installation),
    ...recordRoutes,
    ...followRoutes,
    ...explainRoutes(),
    ...auditRoutes(),
    ...backupRoutes(installation),
    ...reportRoutes(),
    ...templateRoutes(installation),
    ...sampleRoutes,
    ...importRoutes(installation, engines.startImport),
    ...approvalRoutes(),
    ...automationRoutes(),
    ...inboxRoutes(),
    ...eventRoutes(installation.announcements),
  ]
  const openApi = defineRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document, for the entities that I may see',
    access: 'signedIn',
    answers: { 200: 'OpenAPI 3.1' },
    handle: async ({ context }) => ({ status: 200, json: openApiDocument(context, [...routes, openApi]) }),
  })
  return [...routes, openApi]
}
