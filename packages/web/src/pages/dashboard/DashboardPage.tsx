import { Late, RecordSkeleton } from '@atelier/ui'
import { lazy, type ReactNode, Suspense } from 'react'
import { usePage } from '../../app/use-page.ts'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { OpenDashboard } from './OpenDashboard.tsx'
import { useDashboards } from './use-dashboards.ts'
import './dashboard.css'

// Most people read dashboards and few arrange them.
const DashboardEditor = lazy(async () => ({ default: (await import('./editor/DashboardEditor.tsx')).DashboardEditor }))

/** The dashboard that the address names, `~id` for one of one's own, `new` for one to be made. */
export function DashboardPage() {
  const { params } = usePage()
  return <Dashboard dashboardKey={params.key ?? ''} />
}

export type DashboardProps = {
  readonly dashboardKey: string
  /** What stands above the tiles. */
  readonly first?: ReactNode
}

/** A dashboard to read, or to arrange. */
export function Dashboard({ dashboardKey, first }: DashboardProps) {
  const { query } = usePage()
  const { dashboards, loading } = useDashboards()
  const entry = dashboards.find((each) => each.key === dashboardKey)
  if (!entry && dashboardKey !== 'new')
    return loading && dashboardKey.startsWith('~') ? <div className="main" aria-busy="true" /> : <NotFoundPage />
  if (entry && query.edit === undefined) return <OpenDashboard key={entry.key} entry={entry} first={first} />
  return (
    <Suspense
      fallback={
        <Late>
          <RecordSkeleton />
        </Late>
      }
    >
      <DashboardEditor key={dashboardKey} entry={entry} />
    </Suspense>
  )
}
