import { RecordSkeleton, useTexts } from '@atelier/ui'
import { addresses } from '../../../app/addresses.ts'
import { usePage } from '../../../app/use-page.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { ReportView } from '../../report/ReportView.tsx'
import { askedOf, type Params, type ReportEntry, reportRef, useReportResult } from '../../report/use-reports.ts'
import { emittedBy, filteredReport } from '../dashboard-filter.ts'
import { dashboardTexts } from '../dashboard-texts.ts'
import { TileFrame, type TileProps, type TileValues, useTileTitle } from '../TileFrame.tsx'
import { useReportOf } from '../use-dashboards.ts'

/** The parameters of a tile's report that its controls give values to. */
export function boundParams({ document }: ReportEntry, bind: TileProps['tile']['bind'], values: TileValues): Params {
  const known = new Set((document.params ?? []).map((param) => param.key))
  return Object.fromEntries(
    Object.entries(bind ?? {}).flatMap(([param, control]) =>
      known.has(param) && values[control] !== undefined && values[control] !== null ? [[param, values[control]]] : [],
    ),
  )
}

/** A report in a tile; its parameters take the values of the controls that they are bound to. */
export function ReportTile(props: TileProps) {
  const t = useTexts(dashboardTexts)
  const { entry, loading } = useReportOf(props.tile.report)
  const title = useTileTitle(props.tile, props.tile.report ?? '')
  if (entry) return <OneReport {...props} entry={entry} />
  return <TileFrame title={title}>{loading ? <RecordSkeleton /> : <p className="quiet">{t('denied')}</p>}</TileFrame>
}

function OneReport({
  tile,
  values,
  conditions = [],
  picked,
  onPick,
  onOpen,
  opened,
  entry,
}: TileProps & { readonly entry: ReportEntry }) {
  const workspace = useWorkspace()
  const { go } = usePage()
  const title = useTileTitle(tile, tile.report ?? '')
  const params = boundParams(entry, tile.bind, values)
  const { report, missed } = filteredReport(entry.document, conditions, workspace)
  const result = useReportResult(conditions.length === 0 ? reportRef(entry) : askedOf(report), params)
  const query = Object.keys(params).length === 0 ? '' : `?params=${encodeURIComponent(JSON.stringify(params))}`
  const to = addresses.report(entry.key) + query
  const picks = onPick !== undefined && emittedBy(tile, entry.document, workspace).length > 0
  return (
    <TileFrame title={title} to={to} unfiltered={missed}>
      <ReportView
        entry={entry}
        query={result}
        room="tile"
        opened={opened}
        picked={picked}
        onPick={picks ? onPick : undefined}
        onOpen={
          onOpen ?? ((cell) => go(`${to}${query === '' ? '?' : '&'}cell=${encodeURIComponent(JSON.stringify(cell))}`))
        }
      />
    </TileFrame>
  )
}
