import { RecordSkeleton, useTexts } from '@atelier/ui'
import { addresses } from '../../../app/addresses.ts'
import { TaskLine } from '../../inbox/TaskLine.tsx'
import { useInbox } from '../../inbox/use-inbox.ts'
import { dashboardTexts } from '../dashboard-texts.ts'
import { TileFrame, type TileProps, useTileTitle } from '../TileFrame.tsx'

/** The reader's open tasks, the most urgent first. */
export function TasksTile({ tile }: TileProps) {
  const t = useTexts(dashboardTexts)
  const { inbox, loading } = useInbox()
  return (
    <TileFrame title={useTileTitle(tile, t('tasks'))} to={`${addresses.inbox()}?tab=tasks`}>
      {loading ? <RecordSkeleton /> : null}
      {!loading && inbox.tasks.length === 0 ? <p className="quiet">{t('noTasks')}</p> : null}
      <ul className="tile-list">
        {inbox.tasks.slice(0, 12).map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
    </TileFrame>
  )
}
