import type { RecordPage, ReportRef } from '@atelier/api'
import type { ReportDocument } from '@atelier/definitions'
import type { CellView } from '@atelier/reports/ui'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import type { Named } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'

export type Params = Readonly<Record<string, unknown>>
/**
 * A report as pages list it. `own` is the id under which a person keeps it: `mine` is that person oneself, `shareWith` the roles and teams that see it.
 */
export type ReportEntry = Named<ReportDocument> & {
  readonly own?: string
  readonly mine?: boolean
  readonly shareWith?: readonly string[]
}

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isReport = (value: unknown): value is ReportDocument => isJson(value) && value.kind === 'report'

/** The reports in an answer of `/mine/reports`. */
export function readOwnReports(answer: unknown): readonly ReportEntry[] {
  const list = isJson(answer) && Array.isArray(answer.reports) ? answer.reports : []
  return list.flatMap((each: unknown) => {
    if (!isJson(each) || typeof each.id !== 'string' || !isReport(each.document)) return []
    const { document } = each
    const shareWith = Array.isArray(each.shareWith) ? each.shareWith.map(String) : []
    const label = document.label ?? document.key ?? each.id
    return [{ key: `~${each.id}`, own: each.id, mine: each.mine !== false, shareWith, label, document }]
  })
}

/** Every report one may open: the workspace's, then one's own. */
export function useReports(): { readonly reports: readonly ReportEntry[]; readonly loading: boolean } {
  const workspace = useWorkspace()
  const { data, isPending } = useQuery({
    queryKey: ['mine', 'reports'],
    queryFn: () => unwrap(client.definitions.mine('reports')),
    select: readOwnReports,
    retry: false,
  })
  return { reports: [...workspace.reports, ...(data ?? [])], loading: isPending }
}

/** How a report is named to the server: one's own and unsaved ones are sent along whole. */
export const reportRef = (entry: ReportEntry): ReportRef =>
  entry.own === undefined ? entry.key : askedOf(entry.document)

/** A definition as JSON to ask with: without its name and its chart, which change nothing of the answer. */
export const askedOf = ({ label: _, chart: __, ...document }: ReportDocument): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(document))

/** A report's result; the last one stays in sight while the next is counted. */
export function useReportResult(report: ReportRef, params: Params, enabled = true) {
  return useQuery({
    queryKey: ['report', report, params],
    queryFn: () => unwrap(client.reports.run(report, params)),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
}

const pageSize = 50

/** The records behind a number, page after page. */
export function useDrill(report: ReportRef, params: Params, cell: CellView) {
  return useInfiniteQuery({
    queryKey: ['drill', report, params, cell],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.send<RecordPage>('POST', '/reports/drill', {
          body: {
            report,
            params,
            cell,
            limit: pageSize,
            count: pageParam === '' ? 'capped' : 'none',
            ...(pageParam === '' ? {} : { after: pageParam }),
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
