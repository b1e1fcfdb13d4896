import { resultTexts } from '@atelier/reports/ui'
import { Button, FilterChip, useLabel, useTexts } from '@atelier/ui'
import { useState } from 'react'
import { filterRule, type Group } from '../../filter/condition.ts'
import { FilterBar } from '../../filter/FilterBar.tsx'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { dashboardTexts } from './dashboard-texts.ts'
import { pickText } from './pick-text.ts'
import type { DashboardState } from './use-dashboard-state.ts'

/** What all tiles are filtered by: the conditions drawn here, and what was clicked in single tiles. */
export function FilterRow({ state, open }: { readonly state: DashboardState; readonly open: boolean }) {
  const t = useTexts(dashboardTexts)
  const none = useTexts(resultTexts)('none')
  const say = useLabel()
  const workspace = useWorkspace()
  const entity = workspace.entities.get(state.entity)
  // Half-finished conditions stand here only: the address holds those that count.
  const [drawn, setDrawn] = useState<Group>(state.filter)
  const { picks, setFilter, clear, unpick } = state
  const isSame = JSON.stringify(filterRule(drawn)) === JSON.stringify(filterRule(state.filter))
  const shown = isSame ? drawn : state.filter
  if (!open && shown.items.length === 0 && picks.length === 0) return null
  return (
    <div className="dashboard-filter">
      {entity && (open || shown.items.length > 0) ? (
        <FilterBar
          entity={entity}
          filter={shown}
          onChange={(next) => {
            setDrawn(next)
            setFilter(next)
          }}
        />
      ) : null}
      {picks.map(({ tile, report, cell }) => (
        <FilterChip
          key={tile.id}
          field={pickText(tile, report.document, cell, {
            workspace,
            none,
            say: (label, fallback) => say(label, fallback),
          })}
          operator=""
          onOpen={() => unpick(tile.id)}
          onRemove={() => unpick(tile.id)}
        />
      ))}
      {picks.length > 0 ? (
        <Button size="xs" variant="subtle" color="gray" onClick={clear}>
          {t('clearAll')}
        </Button>
      ) : null}
    </div>
  )
}
