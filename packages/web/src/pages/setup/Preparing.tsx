import { Progress, useTexts } from '@atelier/ui'
import { useEffect, useState } from 'react'
import { setupTexts } from './setup-texts.ts'

/** That a workspace is being made, and for how long already: definitions first, then the sample data. */
export function Preparing({ withSample }: { readonly withSample: boolean }) {
  const t = useTexts(setupTexts)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds((now) => now + 1), 1_000)
    return () => window.clearInterval(timer)
  }, [])
  return (
    <div className="setup-preparing" role="status">
      <Progress value={100} striped animated aria-label={t('working')} />
      <p className="quiet small">
        {t(withSample ? 'workingSample' : 'working')} <span className="num">{t('seconds', { count: seconds })}</span>
      </p>
    </div>
  )
}
