import { Button, EmptyState, useTexts } from '@atelier/ui'
import { IconAlertTriangle } from '@atelier/ui/icons'
import { refusalOf } from './client.ts'
import { shellTexts } from './shell-texts.ts'

/** What one sees when a page could not be drawn or fetched. */
export function FailedPage({ error }: { readonly error?: unknown }) {
  const t = useTexts(shellTexts)
  const refusal = refusalOf(error)
  const unreachable = refusal?.status === 0
  return (
    <main className="centred">
      <EmptyState
        icon={<IconAlertTriangle size={24} stroke={1.5} />}
        title={unreachable ? t('offlineTitle') : t('failedTitle')}
        text={unreachable ? t('offlineText') : (refusal?.detail ?? t('failedText'))}
        actions={<Button onClick={() => window.location.reload()}>{t('retry')}</Button>}
      />
    </main>
  )
}
