import { Button, TextInput, useTexts } from '@atelier/ui'
import { type FormEvent, type ReactNode, useState } from 'react'
import { client } from '../../app/client.ts'
import { signInTexts } from './sign-in-texts.ts'

/** The second step of signing in: a code of the authenticator app, or one of the recovery codes. */
export function SecondFactor({
  onDone,
  onBack,
  onProblem,
  note,
}: {
  readonly onDone: () => void
  readonly onBack: () => void
  readonly onProblem: (problem: string) => void
  /** What went wrong with the code before. */
  readonly note: ReactNode
}) {
  const t = useTexts(signInTexts)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [isRecovery, setRecovery] = useState(false)
  const way = isRecovery ? 'verify-backup-code' : 'verify-totp'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await client.send('POST', `/auth/two-factor/${way}`, { body: { code: code.replace(/\s/g, '') } })
    setBusy(false)
    if (answer.ok) return onDone()
    onProblem(answer.problems[0]?.message ?? answer.title)
  }
  return (
    <form onSubmit={submit} aria-labelledby="second-title">
      <h1 id="second-title">{t('secondStep')}</h1>
      <p className="quiet">{t(isRecovery ? 'recoveryText' : 'codeText')}</p>
      {note}
      <TextInput
        key={way}
        label={t(isRecovery ? 'recoveryCode' : 'code')}
        autoComplete="one-time-code"
        inputMode={isRecovery ? 'text' : 'numeric'}
        required
        autoFocus
        size="lg"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" size="lg" fullWidth loading={busy}>
        {t('submit')}
      </Button>
      <Button variant="subtle" fullWidth onClick={() => setRecovery(!isRecovery)}>
        {t(isRecovery ? 'useApp' : 'useRecovery')}
      </Button>
      <Button variant="subtle" fullWidth onClick={onBack}>
        {t('back')}
      </Button>
    </form>
  )
}
