import { ActionIcon, formatDateTime, Menu, showToast, useFormat, useTexts } from '@atelier/ui'
import { IconClockPause } from '@atelier/ui/icons'
import { client } from '../../app/client.ts'
import { inboxTexts } from './inbox-texts.ts'
import { snoozeTimes, snoozeUntil } from './snooze-times.ts'
import { useRefreshInbox } from './use-inbox.ts'

type Item = { readonly kind: 'approval' | 'task'; readonly id: string; readonly name: string }

/** Puts something aside, or (null) brings it back. */
export function useSnooze(): (item: Item, until: Date | null) => Promise<void> {
  const t = useTexts(inboxTexts)
  const format = useFormat()
  const refresh = useRefreshInbox()
  const put = async ({ kind, id, name }: Item, until: Date | null): Promise<void> => {
    const answer = await client.send<null>('POST', '/inbox/snooze', {
      body: { kind, id, until: until?.toISOString() ?? null },
    })
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await refresh()
    if (until)
      showToast(t('snoozed', { time: formatDateTime(until.toISOString(), format) }), {
        onUndo: () => void put({ kind, id, name }, null),
      })
  }
  return put
}

/** Until when to put something aside: an hour, tomorrow, next week. */
export function SnoozeMenu({ item, onDone }: { readonly item: Item; readonly onDone?: (() => void) | undefined }) {
  const t = useTexts(inboxTexts)
  const format = useFormat()
  const snooze = useSnooze()
  const now = new Date()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('snooze', { name: item.name })} title={t('snoozeShort')}>
          <IconClockPause size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('snoozeShort')}</Menu.Label>
        {snoozeTimes.map((time) => {
          const until = snoozeUntil(time, now)
          return (
            <Menu.Item
              key={time}
              rightSection={<span className="faint small">{formatDateTime(until.toISOString(), format).slice(5)}</span>}
              onClick={() => void snooze(item, until).then(onDone)}
            >
              {t(time)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
