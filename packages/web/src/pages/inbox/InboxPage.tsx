import { useTexts } from '@atelier/ui'
import { IconBell, IconChecklist, IconChecks } from '@atelier/ui/icons'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { ApprovalsTab } from './ApprovalsTab.tsx'
import { inboxTexts } from './inbox-texts.ts'
import { NoticesTab } from './NoticesTab.tsx'
import { TasksTab } from './TasksTab.tsx'
import { useInbox } from './use-inbox.ts'
import './inbox.css'

const tabs = ['approvals', 'tasks', 'notifications'] as const
const icons = { approvals: IconChecks, tasks: IconChecklist, notifications: IconBell } as const

/** All that waits for the reader: approvals, tasks by due date, notifications. */
export function InboxPage() {
  const t = useTexts(inboxTexts)
  const { query, setQuery } = usePage()
  const { inbox } = useInbox()
  usePageTitle(t('title'))
  const tab = tabs.find((each) => each === query.tab) ?? 'approvals'
  const counts = { approvals: inbox.approvals.length, tasks: inbox.tasks.length, notifications: inbox.unread }
  const total = counts.approvals + counts.tasks
  return (
    <div className="inbox">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="grow" />
        <span className="quiet">{total > 0 ? t('total', { count: total }) : t('nothing')}</span>
      </header>
      <div className="tabs">
        <div className="tab-list" role="tablist" aria-label={t('title')}>
          {tabs.map((each) => {
            const Icon = icons[each]
            return (
              <button
                key={each}
                type="button"
                role="tab"
                aria-selected={each === tab}
                className={`tab${each === tab ? ' is-on' : ''}`}
                onClick={() =>
                  setQuery({ tab: each === 'approvals' ? undefined : each, id: undefined, box: undefined })
                }
              >
                <Icon size={14} stroke={1.5} aria-hidden="true" />
                {t(each)}
                <span className="faint">{counts[each]}</span>
              </button>
            )
          })}
        </div>
      </div>
      {tab === 'approvals' ? <ApprovalsTab /> : tab === 'tasks' ? <TasksTab /> : <NoticesTab />}
    </div>
  )
}
