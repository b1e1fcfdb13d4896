import { useTexts } from '@atelier/ui'
import { IconSparkles } from '@atelier/ui/icons'
import { useEffect, useSyncExternalStore } from 'react'
import { keepShell, newVersion, subscribeVersion, takeNewVersion } from '../new-version.ts'
import { liveTexts } from './live-texts.ts'

/** Says that a newer build is ready; the reader says when. */
export function VersionNotice() {
  const t = useTexts(liveTexts)
  const waiting = useSyncExternalStore(subscribeVersion, newVersion)
  useEffect(() => void keepShell(), [])
  if (!waiting) return null
  return (
    <div className="version-notice" role="status">
      <IconSparkles size={16} stroke={1.5} aria-hidden="true" />
      <span className="grow">{t('newVersion')}</span>
      <button type="button" className="link" onClick={takeNewVersion}>
        {t('reload')}
      </button>
    </div>
  )
}
