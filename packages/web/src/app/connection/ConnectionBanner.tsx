import { showToast, useTexts } from '@atelier/ui'
import { IconWorldOff } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { shellTexts } from '../shell-texts.ts'
import { connection, onReconnect, probe, subscribeConnection, watchNetwork } from './connection.ts'
import { connectionTexts } from './connection-texts.ts'
import { dropWaiting } from './patient-fetch.ts'

/** Says that the server is away, how many changes wait for it, and when it is back; leaving with changes that wait is asked about. */
export function ConnectionBanner() {
  const t = useTexts(connectionTexts)
  const ts = useTexts(shellTexts)
  const queries = useQueryClient()
  const { up, waiting } = useSyncExternalStore(subscribeConnection, connection)
  useEffect(watchNetwork, [])
  useEffect(
    () =>
      onReconnect(() => {
        const { waiting: kept } = connection()
        showToast(kept > 0 ? t('reconnectedSending', { count: kept }) : t('reconnected'))
        void queries.invalidateQueries()
      }),
    [queries, t],
  )
  useEffect(() => {
    if (waiting === 0) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [waiting])
  if (up) return null
  return (
    <div className="connection" role="alert">
      <IconWorldOff size={16} stroke={1.5} aria-hidden="true" />
      <span className="grow">{waiting > 0 ? t('awayWaiting', { count: waiting }) : t('away')}</span>
      {waiting > 0 ? (
        <button type="button" className="link" onClick={dropWaiting}>
          {t('dropWaiting')}
        </button>
      ) : null}
      <button type="button" className="link" onClick={() => void probe()}>
        {ts('retry')}
      </button>
    </div>
  )
}
