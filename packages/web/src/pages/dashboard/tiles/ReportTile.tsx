import { useTexts } from '@atelier/ui'
import { addresses } from '../../../app/addresses.ts'
import { usePage } from '../../../app/use-page.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { ReportView } from '../../report/ReportView.tsx'
import { useReportResult } from '../../report/use-reports.ts'
import { dashboardTexts } from '../dashboard-texts.ts'
import { TileFrame, type TileProps, useTileTitle } from '../TileFrame.tsx'

/** A report in a tile; its parameters take the values of the controls that they are bound to. */
export function ReportTile({ tile, values }: TileProps) {
  const t = useTexts(dashboardTexts)
  const workspace = useWorkspace()
  const { go } = usePage()
  const entry = workspace.reports.find((each) => each.key === tile.report)
  const title = useTileTitle(tile, tile.report ?? '')
  const known = new Set((entry?.document.params ?? []).map((param) => param.key))
  const params = Object.fromEntries(
    Object.entries(tile.bind ?? {}).flatMap(([param, control]) =>
      known.has(param) && values[control] !== undefined && values[control] !== null ? [[param, values[control]]] : [],
    ),
  )
  const result = useReportResult(tile.report ?? '', params, entry !== undefined)
  if (!entry)
    return (
      <TileFrame title={title}>
        <p className="quiet">{t('denied')}</p>
      </TileFrame>
    )
  const query = Object.keys(params).length === 0 ? '' : `?params=${encodeURIComponent(JSON.stringify(params))}`
  const to = addresses.report(entry.key) + query
  return (
    <TileFrame title={title} to={to}>
      <ReportView
        entry={entry}
        query={result}
        room="tile"
        onOpen={(cell) => go(`${to}${query === '' ? '?' : '&'}cell=${encodeURIComponent(JSON.stringify(cell))}`)}
      />
    </TileFrame>
  )
}
