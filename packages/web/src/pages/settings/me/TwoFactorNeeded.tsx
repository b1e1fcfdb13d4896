import { Button, useTexts } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { BareHeader } from '../../../app/BareHeader.tsx'
import { signOut } from '../../../app/sign-out.ts'
import { usePageTitle } from '../../../app/use-page.ts'
import { settingsTexts } from '../settings-texts.ts'
import { TwoFactorCard } from './TwoFactorCard.tsx'
import '../settings.css'

/** Instead of every page, until the second factor that the workspace requires is set up. */
export function TwoFactorNeeded() {
  const t = useTexts(settingsTexts)
  const queries = useQueryClient()
  usePageTitle(t('twoFactor'))
  return (
    <div className="bare">
      <BareHeader />
      <main className="settings-section">
        <h1>{t('neededTitle')}</h1>
        <p className="quiet">{t('neededText')}</p>
        <TwoFactorCard onDone={() => void queries.resetQueries()} />
        <div>
          <Button variant="subtle" onClick={signOut}>
            {t('signOut')}
          </Button>
        </div>
      </main>
    </div>
  )
}
