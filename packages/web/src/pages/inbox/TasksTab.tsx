import { EmptyState, Late, RecordSkeleton, useFormat, useTexts } from '@atelier/ui'
import { IconChecklist } from '@atelier/ui/icons'
import { Aside } from './Aside.tsx'
import { inboxTexts } from './inbox-texts.ts'
import { dueGroup, TaskLine } from './TaskLine.tsx'
import { useInbox } from './use-inbox.ts'

const groups = ['overdue', 'today', 'later', 'noDate'] as const

/** Open tasks by when they are due. */
export function TasksTab() {
  const t = useTexts(inboxTexts)
  const { zone } = useFormat()
  const { inbox, loading } = useInbox()
  const now = new Date()
  if (loading)
    return (
      <Late>
        <RecordSkeleton />
      </Late>
    )
  if (inbox.tasks.length + inbox.later.tasks.length === 0)
    return (
      <EmptyState icon={<IconChecklist size={24} stroke={1.5} />} title={t('emptyTasks')} text={t('emptyTasksText')} />
    )
  return (
    <div className="inbox-column">
      {groups.map((group) => {
        const tasks = inbox.tasks.filter((task) => dueGroup(task.due, now, zone) === group)
        return tasks.length === 0 ? null : (
          <section key={group}>
            <h3 className={group === 'overdue' ? 'bad' : 'quiet'}>
              {t(group)} <span className="faint">{tasks.length}</span>
            </h3>
            <ul className="inbox-lines">
              {tasks.map((task) => (
                <TaskLine key={task.id} task={task} />
              ))}
            </ul>
          </section>
        )
      })}
      <Aside kind="task" items={inbox.later.tasks} />
    </div>
  )
}
