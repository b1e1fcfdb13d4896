import { ActionIcon, Badge, formatDateTime, showToast, useFormat, useLabel, useTexts } from '@atelier/ui'
import { IconCircle } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { client } from '../../app/client.ts'
import { fieldOf } from '../../workspace/model.ts'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { inboxTexts } from './inbox-texts.ts'
import type { TaskView } from './read-inbox.ts'
import { SnoozeMenu } from './SnoozeMenu.tsx'
import { useRefreshInbox } from './use-inbox.ts'

/** Whether a task is late, for today, later, or without a date, on the reader's calendar. */
export function dueGroup(due: string | null, now: Date, zone: string): 'overdue' | 'today' | 'later' | 'noDate' {
  if (due === null) return 'noDate'
  const dayOf = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)
  const wholeDay = /^\d{4}-\d{2}-\d{2}$/.test(due)
  if (!wholeDay && new Date(due).getTime() < now.getTime()) return 'overdue'
  const day = wholeDay ? due : dayOf(new Date(due))
  const today = dayOf(now)
  return day < today ? 'overdue' : day === today ? 'today' : 'later'
}

/** A task with its due date and what it is about; a click on the ring completes it, with a way back. */
export function TaskLine({ task }: { readonly task: TaskView }) {
  const t = useTexts(inboxTexts)
  const say = useLabel()
  const format = useFormat()
  const entity = useEntity(task.entity)
  const refresh = useRefreshInbox()
  const activity = entity?.source.activity
  const typeField = entity && activity ? fieldOf(entity, activity.type) : undefined
  const type = typeField?.options?.find((option) => option.key === task.type)
  const name = task.label || t('untitled')
  const group = dueGroup(task.due, new Date(), format.zone)
  const write = async (done: boolean) => {
    if (!activity) return
    const answer = await client.records.update(task.entity, task.id, { [activity.done]: done })
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await refresh()
    if (done) showToast(t('completed'), { onUndo: () => void write(false) })
  }
  return (
    <li className="task-line">
      <ActionIcon size="sm" aria-label={t('complete', { name })} onClick={() => void write(true)}>
        <IconCircle size={18} stroke={1.5} />
      </ActionIcon>
      <Link to={addresses.record(task.entity, task.id)} className="row grow">
        <span className="grow cut">
          <span>{name}</span>
          {task.about.length > 0 ? (
            <span className="quiet"> · {task.about.map((each) => each.label).join(', ')}</span>
          ) : null}
        </span>
        {type ? <Badge>{say(type.label, type.key)}</Badge> : null}
        {task.due === null ? null : (
          <span className={`small nowrap ${group === 'overdue' ? 'bad' : group === 'today' ? 'warn' : 'faint'}`}>
            {group === 'overdue' ? `${t('overdue')} · ` : ''}
            {/^\d{4}-\d{2}-\d{2}$/.test(task.due) ? task.due : formatDateTime(task.due, format)}
          </span>
        )}
      </Link>
      <SnoozeMenu item={{ kind: 'task', id: task.id, name }} />
    </li>
  )
}
