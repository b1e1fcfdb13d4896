import type { Answer } from '@atelier/api'
import type { DashboardDocument } from '@atelier/definitions'
import { client } from '../../../app/client.ts'
import type { DashboardEntry } from '../use-dashboards.ts'

const asJson = (document: DashboardDocument) => ({
  ...Object.fromEntries(Object.entries(document)),
  kind: 'dashboard',
  key: document.key,
})

/** Keeps a dashboard as one's own: over `entry` where that is one's own, as a new one otherwise. Gives the id it is kept under. */
export async function saveDashboard(
  draft: DashboardDocument,
  entry: DashboardEntry | undefined,
): Promise<Answer<{ readonly id: string }>> {
  const own = entry?.mine === true ? entry.own : undefined
  if (own !== undefined) return client.definitions.updateMine('dashboards', own, { document: asJson(draft) })
  const fresh = `board${Date.now().toString(36)}`
  const document = asJson({ ...draft, id: `dsh_${fresh}`, key: fresh })
  return client.definitions.createMine('dashboards', { document })
}

/** Publishes a dashboard of the workspace for everybody. */
export async function publishDashboard(draft: DashboardDocument): Promise<Answer<unknown>> {
  const change = await client.definitions.startChange()
  if (!change.ok) return change
  const put = await client.definitions.putDocument(change.value.id, asJson(draft))
  return put.ok ? client.definitions.publish(change.value.id) : put
}
