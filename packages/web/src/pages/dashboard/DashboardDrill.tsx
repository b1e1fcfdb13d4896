import type { DashboardTile } from '@atelier/definitions'
import type { CellView } from '@atelier/reports/ui'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { DrillPanel } from '../report/DrillPanel.tsx'
import { useReportContext } from '../report/use-report-context.ts'
import { askedOf, type ReportEntry, reportRef, useReportResult } from '../report/use-reports.ts'
import { filteredReport, hears } from './dashboard-filter.ts'
import { boundParams } from './tiles/ReportTile.tsx'
import type { DashboardState } from './use-dashboard-state.ts'
import { useReportOf } from './use-dashboards.ts'

export type DashboardDrillProps = {
  readonly tile: DashboardTile
  readonly state: DashboardState
  readonly cell: CellView
}

/** The records behind a number of a tile, as the dashboard is filtered now. */
export function DashboardDrill(props: DashboardDrillProps) {
  const { entry } = useReportOf(props.tile.report)
  return entry ? <Drill {...props} entry={entry} /> : null
}

function Drill({ tile, state, cell, entry }: DashboardDrillProps & { readonly entry: ReportEntry }) {
  const conditions = state.conditions.filter((condition) => hears(tile, condition))
  const { report } = filteredReport(entry.document, conditions, useWorkspace())
  const params = boundParams(entry, tile.bind, state.values)
  const asked = conditions.length === 0 ? reportRef(entry) : askedOf(report)
  const result = useReportResult(asked, params)
  const context = useReportContext(report)
  if (!result.data) return null
  return (
    <DrillPanel
      entry={{ ...entry, document: report }}
      asked={asked}
      params={params}
      result={result.data}
      cell={cell}
      context={context}
      onOpen={(next) => state.open(tile.id, next)}
      onClose={state.close}
    />
  )
}
