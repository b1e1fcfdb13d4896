import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { Checklist } from '../home/checklist/Checklist.tsx'
import { HomePage, mainEntity } from '../home/HomePage.tsx'
import { Dashboard } from './DashboardPage.tsx'

/** Home: the dashboard that one's role names, else the page that is made for everybody. */
export function HomeOrDashboard() {
  const { home } = useMe()
  const { dashboards, entities } = useWorkspace()
  return home !== null && dashboards.some((each) => each.key === home) ? (
    <Dashboard dashboardKey={home} first={<Checklist main={mainEntity(entities)} />} />
  ) : (
    <HomePage />
  )
}
