import type { DashboardTile } from '@atelier/definitions'
import type { CellView } from '@atelier/reports/ui'
import { type Label, Tooltip, useLabel, useTexts } from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { useReports } from '../report/use-reports.ts'
import type { DashboardCondition } from './dashboard-filter.ts'
import { dashboardTexts } from './dashboard-texts.ts'

export type TileValues = Readonly<Record<string, unknown>>
export type TileProps = {
  readonly tile: DashboardTile
  readonly values: TileValues
  /** What the dashboard and clicks in other tiles ask of this one. */
  readonly conditions?: readonly DashboardCondition[]
  /** What has been chosen in this tile for the others. */
  readonly picked?: CellView | undefined
  readonly onPick?: ((cell: CellView) => void) | undefined
  /** A number is opened; left out: on the page of its report. */
  readonly onOpen?: ((cell: CellView) => void) | undefined
  readonly opened?: CellView | undefined
}

export type TileFrameProps = {
  readonly title: Label
  /** Where the same thing stands in full. */
  readonly to?: string | undefined
  readonly aside?: ReactNode
  /** Part of it cannot be asked what the dashboard is filtered by. */
  readonly unfiltered?: boolean
  readonly children: ReactNode
}

/** The card round a tile's content, with its title and the way to the whole. */
export function TileFrame({ title, to, aside, unfiltered = false, children }: TileFrameProps) {
  const t = useTexts(dashboardTexts)
  const say = useLabel()
  const id = useId()
  const [path = '', search = ''] = (to ?? '').split('?')
  return (
    <section className="tile" aria-labelledby={id}>
      <header className="row">
        <h2 id={id} className="grow cut">
          {say(title)}
        </h2>
        {unfiltered ? (
          <Tooltip label={t('unfilteredWhy')}>
            <span className="badge tone-warn">{t('unfiltered')}</span>
          </Tooltip>
        ) : null}
        {aside}
        {to ? (
          <Link to={path} search={Object.fromEntries(new URLSearchParams(search))} className="link small">
            {t('all')}
          </Link>
        ) : null}
      </header>
      <div className="tile-body">{children}</div>
    </section>
  )
}

/** What a tile is called: its own label, else that of what it shows. */
export function useTileTitle(tile: DashboardTile, fallback: Label): Label {
  const workspace = useWorkspace()
  const { reports } = useReports()
  return (
    tile.label ??
    workspace.reports.find((each) => each.key === tile.report)?.label ??
    (tile.report === undefined ? undefined : reports.find((each) => each.document.key === tile.report)?.label) ??
    workspace.views.find((each) => each.key === tile.view)?.label ??
    fallback
  )
}
