import { Button, EmptyState, Late, RecordSkeleton, RelativeTime, useTexts } from '@atelier/ui'
import { IconBell } from '@atelier/ui/icons'
import { addresses } from '../../app/addresses.ts'
import { client } from '../../app/client.ts'
import { usePage } from '../../app/use-page.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { inboxTexts } from './inbox-texts.ts'
import type { NoticeView } from './read-inbox.ts'
import { useNotices, useRefreshInbox } from './use-inbox.ts'

/** What has been told to the reader; opening one reads it and goes to its record. */
export function NoticesTab() {
  const t = useTexts(inboxTexts)
  const { go } = usePage()
  const { entities } = useWorkspace()
  const { data: notices = [], isPending } = useNotices()
  const refresh = useRefreshInbox()
  const unread = notices.filter((notice) => notice.readAt === null)
  const read = async (notice: NoticeView) => {
    await client.readNotification(notice.id)
    await refresh()
  }
  const readAll = async () => {
    await client.send<unknown>('POST', '/notifications/read')
    await refresh()
  }
  if (isPending)
    return (
      <Late>
        <RecordSkeleton />
      </Late>
    )
  if (notices.length === 0)
    return (
      <EmptyState icon={<IconBell size={24} stroke={1.5} />} title={t('emptyNotices')} text={t('emptyNoticesText')} />
    )
  return (
    <div className="inbox-column">
      {unread.length > 0 ? (
        <Button size="sm" className="inbox-all-read" onClick={() => void readAll()}>
          {t('markAll')}
        </Button>
      ) : null}
      <ul className="inbox-lines">
        {notices.map((notice) => {
          const { entity, record } = notice
          const isUnread = notice.readAt === null
          return (
            <li key={notice.id}>
              <button
                type="button"
                className={`notice${isUnread ? ' is-unread' : ''}`}
                onClick={() => {
                  if (isUnread) void read(notice)
                  if (entity !== null && record !== null && entities.has(entity)) go(addresses.record(entity, record))
                }}
              >
                <span className="row">
                  {isUnread ? (
                    <span className="dot notice-dot" role="img" aria-label={t('unread')} />
                  ) : (
                    <span className="notice-gap" />
                  )}
                  <span className="grow">{notice.subject || t('untitled')}</span>
                  <span className="faint small">
                    <RelativeTime value={notice.at} />
                  </span>
                </span>
                {notice.body ? <span className="notice-body quiet">{notice.body}</span> : null}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
