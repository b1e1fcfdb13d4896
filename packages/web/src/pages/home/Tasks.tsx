import { EmptyState, type FormatSettings, formatDateTime, showToast, useFormat, useLabel, useTexts } from '@atelier/ui'
import { IconAlarm, IconChecks } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { client } from '../../app/client.ts'
import { undoLast } from '../../records/use-write.ts'
import { fieldOf } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { homeTexts } from './home-texts.ts'
import { byDue, dayIn, type HomeTask } from './read-inbox.ts'

const shown = 6

/** When a task is due, as short as it can be said: the time today, else the day. */
function dueText(due: string, format: FormatSettings, now: Date): string {
  if (!due.includes('T')) return due.slice(5)
  const full = formatDateTime(due, format)
  return dayIn(format.zone, due) === dayIn(format.zone, now) ? full.slice(11) : full.slice(5, 10)
}

/** The next tasks, each done with one click; what is overdue is said first. */
export function Tasks({ tasks }: { readonly tasks: readonly HomeTask[] }) {
  const t = useTexts(homeTexts)
  const format = useFormat()
  const now = new Date()
  const { overdue } = byDue(tasks, format.zone, now)
  return (
    <section className="home-block">
      <header className="row">
        <h2 className="grow">{t('tasks')}</h2>
        {tasks.length > 0 ? (
          <Link className="link" to={addresses.inbox()}>
            {t('openInbox', { count: tasks.length })}
          </Link>
        ) : null}
      </header>
      {overdue.length > 0 ? (
        <div className="home-late" role="status">
          <IconAlarm size={16} stroke={1.5} aria-hidden="true" />
          <span className="grow">{t('overdue', { count: overdue.length })}</span>
          <Link className="link" to={addresses.inbox()}>
            {t('handle')}
          </Link>
        </div>
      ) : null}
      {tasks.length === 0 ? (
        <div className="home-card">
          <EmptyState icon={<IconChecks size={20} stroke={1.5} />} title={t('tasksNone')} />
        </div>
      ) : (
        <ul className="home-card home-list">
          {tasks.slice(0, shown).map((task) => (
            <Task key={task.id} task={task} late={overdue.includes(task)} now={now} />
          ))}
        </ul>
      )}
    </section>
  )
}

type TaskProps = { readonly task: HomeTask; readonly late: boolean; readonly now: Date }

function Task({ task, late, now }: TaskProps) {
  const t = useTexts(homeTexts)
  const label = useLabel()
  const format = useFormat()
  const queries = useQueryClient()
  const { entities } = useWorkspace()
  const entity = entities.get(task.entity)
  const shape = entity?.source.activity
  const type = shape && entity ? fieldOf(entity, shape.type) : undefined
  const kind = label(type?.options?.find((option) => option.key === task.type)?.label, '')
  const [about] = task.about
  const again = () => {
    for (const key of ['inbox', 'records', 'timeline', 'record']) void queries.invalidateQueries({ queryKey: [key] })
  }
  const finish = async () => {
    if (!shape) return
    const at = shape.doneAt === undefined ? {} : { [shape.doneAt]: new Date().toISOString() }
    const answer = await client.records.update(task.entity, task.id, { [shape.done]: true, ...at })
    again()
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    showToast(t('taskDone'), { onUndo: () => void undoLast(task.entity, task.id).then(again) })
  }
  return (
    <li className="home-task">
      {shape ? (
        <button
          type="button"
          className="task-check"
          aria-label={t('done', { label: task.label })}
          onClick={() => void finish()}
        />
      ) : null}
      <Link className="grow home-task-text" to={addresses.record(task.entity, task.id)}>
        <span className="cut">{task.label}</span>
        <span className="quiet small cut">{[kind, about?.label ?? ''].filter((each) => each !== '').join(' · ')}</span>
      </Link>
      {task.due ? (
        <time dateTime={task.due} className={`num small nowrap ${late ? 'bad' : 'quiet'}`}>
          {dueText(task.due, format, now)}
        </time>
      ) : null}
    </li>
  )
}
