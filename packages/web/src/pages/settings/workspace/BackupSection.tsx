import { Button, showToast, useTexts } from '@atelier/ui'
import { IconDownload } from '@atelier/ui/icons'
import { useState } from 'react'
import { client } from '../../../app/client.ts'
import { SettingsCard } from '../SettingsCard.tsx'
import { settingsTexts } from '../settings-texts.ts'

const commands = 'npx atelier restore <file> --data <new-folder>\nnpm start -- --data <new-folder>'

/** Downloads everything in one file, and says how it is brought back. */
export function BackupSection() {
  const t = useTexts(settingsTexts)
  const [busy, setBusy] = useState(false)
  const download = async () => {
    setBusy(true)
    // Asked here, not by a link: a refusal is to be read on this page, and not saved as a file.
    const answer = await fetch('/api/backup', { headers: { 'Accept-Language': document.documentElement.lang } })
    if (answer.ok) {
      const name =
        /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'atelier.backup.gz'
      const url = URL.createObjectURL(await answer.blob())
      const link = document.createElement('a')
      link.href = url
      link.download = name
      link.click()
      window.setTimeout(() => URL.revokeObjectURL(url), 60_000)
      showToast(t('backupDone'))
    } else {
      if (answer.status === 401) client.signedOut()
      const body: { readonly detail?: string } = await answer.json().catch(() => ({}))
      showToast(body.detail ?? t('backupFailed'), { tone: 'bad' })
    }
    setBusy(false)
  }
  return (
    <>
      <SettingsCard title={t('backupMake')} text={t('backupMakeText')}>
        <p className="small warn">{t('backupSecret')}</p>
        <div>
          <Button
            variant="filled"
            loading={busy}
            leftSection={<IconDownload size={14} stroke={1.5} aria-hidden="true" />}
            onClick={() => void download()}
          >
            {t('backupDownload')}
          </Button>
        </div>
      </SettingsCard>
      <SettingsCard title={t('restore')} text={t('restoreText')}>
        <pre className="key-secret">{commands}</pre>
        <p className="quiet small">{t('backupByClock')}</p>
        <pre className="key-secret">npx atelier backup &lt;file&gt;</pre>
      </SettingsCard>
    </>
  )
}
