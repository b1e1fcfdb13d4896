import { EmptyLanes, EmptyState, useLabel, useTexts } from '@atelier/ui'
import { type ReactNode, useRef, useState } from 'react'
import { usePageTitle } from '../../app/use-page.ts'
import { DashboardDrill } from './DashboardDrill.tsx'
import { DashboardHead } from './DashboardHead.tsx'
import { hears } from './dashboard-filter.ts'
import { dashboardTexts } from './dashboard-texts.ts'
import { FilterRow } from './FilterRow.tsx'
import { inReadingOrder } from './layout.ts'
import { Tile } from './Tile.tsx'
import { useDashboardState } from './use-dashboard-state.ts'
import type { DashboardEntry } from './use-dashboards.ts'

/** Tiles on a grid of twelve columns under one period and one filter; one column on a phone. */
export function OpenDashboard({ entry, first }: { readonly entry: DashboardEntry; readonly first?: ReactNode }) {
  const t = useTexts(dashboardTexts)
  const say = useLabel()
  const whole = useRef<HTMLDivElement>(null)
  const [filtering, setFiltering] = useState(false)
  const { document } = entry
  const state = useDashboardState(document)
  usePageTitle(say(entry.label, entry.key))
  const tiles = inReadingOrder(document.tiles)
  const { opened } = state
  const tile = tiles.find((each) => each.id === opened?.tile)
  return (
    <div className="dashboard-page" ref={whole}>
      <div className="dashboard">
        <DashboardHead
          entry={entry}
          state={state}
          onFilter={() => setFiltering(!filtering)}
          onFullScreen={() => void whole.current?.requestFullscreen()}
        />
        <FilterRow state={state} open={filtering} />
        <div className="dashboard-scroll">
          {first}
          {tiles.length === 0 ? (
            <EmptyState
              icon={<EmptyLanes />}
              title={t('noTiles')}
              text={t(entry.mine ? 'noTilesMine' : 'noTilesText')}
            />
          ) : (
            <div className="dashboard-grid">
              {tiles.map((each) => (
                <Tile
                  key={each.id}
                  tile={each}
                  values={state.values}
                  conditions={state.conditions.filter((condition) => hears(each, condition))}
                  picked={state.picked[each.id]}
                  opened={opened?.tile === each.id ? opened.cell : undefined}
                  onPick={(cell) => state.pick(each.id, cell)}
                  onOpen={(cell) => state.open(each.id, cell)}
                />
              ))}
            </div>
          )}
        </div>
      </div>
      {tile && opened ? <DashboardDrill key={tile.id} tile={tile} state={state} cell={opened.cell} /> : null}
    </div>
  )
}
