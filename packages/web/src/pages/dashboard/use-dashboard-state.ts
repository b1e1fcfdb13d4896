import type { DashboardDocument } from '@atelier/definitions'
import { type CellView, samePlace } from '@atelier/reports/ui'
import { usePage } from '../../app/use-page.ts'
import { filterRule, type Group, readFilter } from '../../filter/condition.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { readCell, readJson } from '../report/report-address.ts'
import { reportEntity } from '../report/sentence.ts'
import { useReports } from '../report/use-reports.ts'
import { conditionsOf, conditionsOfFilter, type DashboardCondition } from './dashboard-filter.ts'

/** What the tiles of a dashboard are mostly about: what its filter offers fields of. */
function useMainEntity({ tiles }: DashboardDocument): string {
  const workspace = useWorkspace()
  const { reports } = useReports()
  const keys = tiles.flatMap((tile) => {
    const report = reports.find((each) => each.key === tile.report || each.document.key === tile.report)
    const view = workspace.views.find((each) => each.key === tile.view)
    const key = report ? reportEntity(report.document, workspace) : view?.entity
    return key !== undefined && workspace.entities.has(key) ? [key] : []
  })
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? ''
}

/** All that readers choose on a dashboard. It stands in the address, so that it can be sent, bookmarked and gone back from. */
export function useDashboardState(document: DashboardDocument) {
  const workspace = useWorkspace()
  const { reports } = useReports()
  const { query, setQuery } = usePage()
  const controls = document.controls ?? []
  const chosen = readJson(query.controls)
  const values: Readonly<Record<string, unknown>> = Object.fromEntries(
    controls.map((control) => [control.key, control.key in chosen ? chosen[control.key] : (control.default ?? null)]),
  )
  const entity = useMainEntity(document)
  const rule = readJson(query.filter)
  const filter = readFilter(Object.keys(rule).length === 0 ? undefined : rule)
  const picks = Object.entries(readJson(query.picks)).flatMap(([id, json]) => {
    const tile = document.tiles.find((each) => each.id === id)
    const report = reports.find((each) => each.key === tile?.report || each.document.key === tile?.report)
    const cell = readCell(JSON.stringify(json))
    return tile && report && cell ? [{ tile, report, cell }] : []
  })
  const setPicks = (next: Readonly<Record<string, CellView>>) =>
    setQuery({
      picks: Object.keys(next).length === 0 ? undefined : JSON.stringify(next),
      open: undefined,
      cell: undefined,
    })
  const picked = Object.fromEntries(picks.map(({ tile, cell }) => [tile.id, cell]))
  const conditions: readonly DashboardCondition[] = [
    ...conditionsOfFilter(filter, entity),
    ...picks.flatMap(({ tile, report, cell }) => conditionsOf(tile, report.document, cell, workspace)),
  ]
  const cell = readCell(query.cell)
  return {
    values,
    entity,
    filter,
    conditions,
    picks,
    picked,
    /** The number that is open: in which tile, and which. */
    opened: query.open !== undefined && cell ? { tile: query.open, cell } : undefined,
    setControl: (key: string, value: unknown) =>
      setQuery(
        { controls: JSON.stringify({ ...chosen, [key]: value }), open: undefined, cell: undefined },
        { replace: true },
      ),
    setFilter: (next: Group) => {
      const wanted = filterRule(next)
      setQuery({ filter: wanted === undefined ? undefined : JSON.stringify(wanted) }, { replace: true })
    },
    /** A second click on the same takes it back. */
    pick: (tile: string, place: CellView) => {
      const { [tile]: before, ...others } = picked
      setPicks(before && samePlace(before, place) ? others : { ...others, [tile]: { ...place, value: '' } })
    },
    unpick: (tile: string) => {
      const { [tile]: _, ...others } = picked
      setPicks(others)
    },
    open: (tile: string, place: CellView) => setQuery({ open: tile, cell: JSON.stringify(place) }),
    close: () => setQuery({ open: undefined, cell: undefined }),
    clear: () => setQuery({ picks: undefined, filter: undefined, open: undefined, cell: undefined }),
  }
}

export type DashboardState = ReturnType<typeof useDashboardState>
