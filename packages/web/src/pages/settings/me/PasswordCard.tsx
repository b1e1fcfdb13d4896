import type { Problem } from '@atelier/api'
import { Button, PasswordInput, ProblemList, showToast, useTexts } from '@atelier/ui'
import { type FormEvent, useState } from 'react'
import { client, queryClient } from '../../../app/client.ts'
import { SettingsCard } from '../SettingsCard.tsx'
import { settingsTexts } from '../settings-texts.ts'

/** Changes one's password; everywhere else one is signed out. */
export function PasswordCard() {
  const t = useTexts(settingsTexts)
  const [now, setNow] = useState('')
  const [next, setNext] = useState('')
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await client.send('POST', '/auth/change-password', {
      body: { currentPassword: now, newPassword: next, revokeOtherSessions: true },
    })
    setBusy(false)
    setProblems(answer.ok ? [] : answer.problems)
    if (!answer.ok) return
    setNow('')
    setNext('')
    showToast(t('passwordChanged'))
    await queryClient.invalidateQueries({ queryKey: ['settings', 'sessions'] })
  }
  return (
    <SettingsCard title={t('password')} text={t('passwordText')}>
      <form className="settings-form" onSubmit={submit}>
        <ProblemList problems={problems} />
        <PasswordInput
          label={t('passwordNow')}
          autoComplete="current-password"
          required
          value={now}
          onChange={(event) => setNow(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('passwordNext')}
          description={t('passwordLength')}
          autoComplete="new-password"
          required
          minLength={8}
          maxLength={200}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy} disabled={now === '' || next.length < 8}>
            {t('passwordChange')}
          </Button>
        </div>
      </form>
    </SettingsCard>
  )
}
