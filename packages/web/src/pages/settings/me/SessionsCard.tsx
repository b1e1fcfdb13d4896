import { Badge, Button, formatDateTime, showToast, useFormat, useTexts } from '@atelier/ui'
import { IconDeviceDesktop, IconDeviceMobile } from '@atelier/ui/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '../../../app/client.ts'
import { SettingsCard } from '../SettingsCard.tsx'
import { settingsTexts } from '../settings-texts.ts'
import { deviceOf } from './device.ts'

type OpenSession = {
  readonly id: string
  readonly createdAt: string
  readonly seenAt: string
  readonly address: string | null
  readonly agent: string | null
  readonly current: boolean
}

/** Where one is signed in; signs out there, or everywhere else at once. */
export function SessionsCard() {
  const t = useTexts(settingsTexts)
  const format = useFormat()
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: ['settings', 'sessions'],
    queryFn: () => unwrap(client.send<{ readonly sessions: readonly OpenSession[] }>('GET', '/mine/sessions')),
  })
  const sessions = data?.sessions ?? []
  const end = async (call: ReturnType<typeof client.send>, said: string) => {
    const answer = await call
    if (answer.ok) showToast(said)
    else showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await queries.invalidateQueries({ queryKey: ['settings', 'sessions'] })
  }
  return (
    <SettingsCard
      title={t('sessions')}
      text={t('sessionsText')}
      actions={
        sessions.some(({ current }) => !current) ? (
          <Button onClick={() => void end(client.send('POST', '/mine/sessions/end-others'), t('othersEnded'))}>
            {t('endOthers')}
          </Button>
        ) : null
      }
    >
      {data && sessions.length === 0 ? <p className="quiet">{t('noSessions')}</p> : null}
      <ul className="settings-list" hidden={sessions.length === 0}>
        {sessions.map((session) => {
          const device = deviceOf(session.agent)
          const name = device.name || t('unknownDevice')
          const Icon = device.isPhone ? IconDeviceMobile : IconDeviceDesktop
          return (
            <li key={session.id} className="settings-line">
              <Icon size={16} stroke={1.5} aria-hidden="true" />
              <div className="grow">
                <div>{name}</div>
                <div className="quiet small">
                  {[t('seen', { at: formatDateTime(session.seenAt, format) }), session.address]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </div>
              {session.current ? (
                <Badge tone="good">{t('thisDevice')}</Badge>
              ) : (
                <Button
                  size="sm"
                  aria-label={`${t('endSession')}: ${name}`}
                  onClick={() => void end(client.send('DELETE', `/mine/sessions/${session.id}`), t('sessionEnded'))}
                >
                  {t('endSession')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </SettingsCard>
  )
}
