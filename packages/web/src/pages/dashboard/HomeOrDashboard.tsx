import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { HomePage } from '../home/HomePage.tsx'
import { Dashboard } from './DashboardPage.tsx'

/** Home: the dashboard that one's role names, else the page that is made for everybody. */
export function HomeOrDashboard() {
  const { home } = useMe()
  const { dashboards } = useWorkspace()
  return home !== null && dashboards.some((each) => each.key === home) ? (
    <Dashboard dashboardKey={home} />
  ) : (
    <HomePage />
  )
}
