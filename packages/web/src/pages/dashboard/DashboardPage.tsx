import { EmptyLanes, EmptyState, useLabel, useTexts } from '@atelier/ui'
import type { ReactNode } from 'react'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { isPeriodParam, PeriodControl } from '../report/PeriodControl.tsx'
import { dashboardTexts } from './dashboard-texts.ts'
import { Tile } from './Tile.tsx'
import './dashboard.css'

/** The dashboard that the address names. */
export function DashboardPage() {
  const { params } = usePage()
  return <Dashboard dashboardKey={params.key ?? ''} />
}

type Values = Readonly<Record<string, unknown>>

function readValues(text: string | undefined): Values {
  try {
    const given: unknown = JSON.parse(text ?? '{}')
    return typeof given === 'object' && given !== null && !Array.isArray(given)
      ? Object.fromEntries(Object.entries(given))
      : {}
  } catch {
    return {}
  }
}

/** Tiles on a grid of twelve columns, with controls that they are bound to; one column on a phone. */
export function Dashboard({ dashboardKey, first }: { readonly dashboardKey: string; readonly first?: ReactNode }) {
  const t = useTexts(dashboardTexts)
  const say = useLabel()
  const workspace = useWorkspace()
  const { query, setQuery } = usePage()
  const found = workspace.dashboards.find((each) => each.key === dashboardKey)
  usePageTitle(found ? say(found.label, found.key) : '')
  if (!found) return <NotFoundPage />
  const { document } = found
  const controls = document.controls ?? []
  const chosen = readValues(query.controls)
  const values: Values = Object.fromEntries(
    controls.map((control) => [control.key, control.key in chosen ? chosen[control.key] : (control.default ?? null)]),
  )
  // In reading order, which is the order on a phone and for the keyboard.
  const tiles = document.tiles.toSorted((one, other) => one.at[1] - other.at[1] || one.at[0] - other.at[0])
  return (
    <div className="dashboard">
      <header className="page-head">
        <h1 className="cut">{say(found.label, found.key)}</h1>
        <span className="grow" />
        {controls.filter(isPeriodParam).map((control) => (
          <PeriodControl
            key={control.key}
            label={say(control.label, control.key)}
            value={values[control.key]}
            clearable={false}
            onChange={(value) =>
              setQuery({ controls: JSON.stringify({ ...chosen, [control.key]: value }) }, { replace: true })
            }
          />
        ))}
      </header>
      <div className="dashboard-scroll">
        {first}
        {tiles.length === 0 ? (
          <EmptyState icon={<EmptyLanes />} title={t('noTiles')} text={t('noTilesText')} />
        ) : (
          <div className="dashboard-grid">
            {tiles.map((tile) => (
              <Tile key={tile.id} tile={tile} values={values} />
            ))}
          </div>
        )}
      </div>
    </div>
  )
}
