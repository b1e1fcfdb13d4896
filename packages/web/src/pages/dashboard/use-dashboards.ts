import type { DashboardDocument } from '@atelier/definitions'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import type { Named } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { type ReportEntry, useReports } from '../report/use-reports.ts'

/** A dashboard as pages list it. `own` is the id under which a person keeps it; the workspace's have none. */
export type DashboardEntry = Named<DashboardDocument> & {
  readonly own?: string
  readonly mine?: boolean
  readonly shareWith?: readonly string[]
}

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
// The server has checked it against the kind's schema.
const isDashboard = (value: unknown): value is DashboardDocument =>
  isJson(value) && value.kind === 'dashboard' && Array.isArray(value.tiles)

/** The dashboards in an answer of `/mine/dashboards`. */
export function readOwnDashboards(answer: unknown): readonly DashboardEntry[] {
  const list = isJson(answer) && Array.isArray(answer.dashboards) ? answer.dashboards : []
  return list.flatMap((each: unknown) => {
    if (!isJson(each) || typeof each.id !== 'string' || !isDashboard(each.document)) return []
    const { document } = each
    const shareWith = Array.isArray(each.shareWith) ? each.shareWith.map(String) : []
    const label = document.label ?? document.key
    return [{ key: `~${each.id}`, own: each.id, mine: each.mine !== false, shareWith, label, document }]
  })
}

/** Every dashboard one may open: the workspace's, one's own, and those that others share. */
export function useDashboards(): { readonly dashboards: readonly DashboardEntry[]; readonly loading: boolean } {
  const workspace = useWorkspace()
  const { data, isPending } = useQuery({
    queryKey: ['mine', 'dashboards'],
    queryFn: () => unwrap(client.definitions.mine('dashboards')),
    select: readOwnDashboards,
    retry: false,
  })
  return { dashboards: [...workspace.dashboards, ...(data ?? [])], loading: isPending }
}

/** The report that a tile names: one of the workspace's, else one of one's own by the key inside it. */
export function useReportOf(key: string | undefined): {
  readonly entry: ReportEntry | undefined
  readonly loading: boolean
} {
  const { reports, loading } = useReports()
  const entry =
    reports.find((each) => each.own === undefined && each.key === key) ??
    reports.find((each) => each.own !== undefined && each.document.key === key)
  return { entry, loading: loading && entry === undefined }
}
