import type { DashboardTile } from '@atelier/definitions'
import { type Label, useLabel, useTexts } from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { dashboardTexts } from './dashboard-texts.ts'

export type TileValues = Readonly<Record<string, unknown>>
export type TileProps = { readonly tile: DashboardTile; readonly values: TileValues }

export type TileFrameProps = {
  readonly title: Label
  /** Where the same thing stands in full. */
  readonly to?: string | undefined
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** The card round a tile's content, with its title and the way to the whole. */
export function TileFrame({ title, to, aside, children }: TileFrameProps) {
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
  return (
    tile.label ??
    workspace.reports.find((each) => each.key === tile.report)?.label ??
    workspace.views.find((each) => each.key === tile.view)?.label ??
    fallback
  )
}
