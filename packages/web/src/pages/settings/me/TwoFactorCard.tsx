import type { Problem } from '@atelier/api'
import { Badge, Button, PasswordInput, ProblemList, showToast, TextInput, useTexts } from '@atelier/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { client, unwrap } from '../../../app/client.ts'
import { SettingsCard } from '../SettingsCard.tsx'
import { settingsTexts } from '../settings-texts.ts'
import { QrCode } from './QrCode.tsx'

type SetUp = { readonly totpURI: string; readonly backupCodes: readonly string[] }
type Doing = 'on' | 'off' | 'codes'
const paths = { on: 'enable', off: 'disable', codes: 'generate-backup-codes' } as const

/** Switches the second factor on and off, and makes new recovery codes. Each begins with the password. */
export function TwoFactorCard({ onDone }: { readonly onDone?: () => void }) {
  const t = useTexts(settingsTexts)
  const queries = useQueryClient()
  const [doing, setDoing] = useState<Doing>()
  const [setUp, setSetUp] = useState<SetUp>()
  const [codes, setCodes] = useState<readonly string[]>()
  const { data } = useQuery({
    queryKey: ['settings', 'two-factor'],
    queryFn: () =>
      unwrap(
        client.send<{ readonly user?: { readonly twoFactorEnabled?: boolean } } | null>('GET', '/auth/get-session'),
      ),
  })
  const isOn = data?.user?.twoFactorEnabled === true
  const settle = async () => {
    setDoing(undefined)
    setSetUp(undefined)
    await queries.invalidateQueries({ queryKey: ['settings'] })
  }
  const confirmed = async (value: SetUp | { readonly backupCodes?: readonly string[] } | undefined) => {
    if (doing === 'on' && value && 'totpURI' in value) return setSetUp(value)
    if (doing === 'codes') setCodes(value?.backupCodes ?? [])
    if (doing === 'off') showToast(t('twoFactorOff'))
    await settle()
  }
  return (
    <SettingsCard
      title={t('twoFactor')}
      text={t('twoFactorText')}
      actions={<Badge tone={isOn ? 'good' : 'plain'}>{t(isOn ? 'isOn' : 'isOff')}</Badge>}
    >
      {setUp ? (
        <Scan
          setUp={setUp}
          onVerified={async () => {
            setCodes(setUp.backupCodes)
            showToast(t('twoFactorOn'))
            await settle()
          }}
          onCancel={() => void settle()}
        />
      ) : doing ? (
        <Confirm doing={doing} onConfirmed={confirmed} onCancel={() => setDoing(undefined)} />
      ) : codes ? (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(undefined)
            onDone?.()
          }}
        />
      ) : (
        <div className="row">
          {isOn ? (
            <>
              <Button onClick={() => setDoing('codes')}>{t('newCodes')}</Button>
              <Button onClick={() => setDoing('off')}>{t('turnOff')}</Button>
            </>
          ) : (
            <Button onClick={() => setDoing('on')}>{t('turnOn')}</Button>
          )}
        </div>
      )}
    </SettingsCard>
  )
}

function Confirm({
  doing,
  onConfirmed,
  onCancel,
}: {
  readonly doing: Doing
  readonly onConfirmed: (value: SetUp | { readonly backupCodes?: readonly string[] }) => Promise<void>
  readonly onCancel: () => void
}) {
  const t = useTexts(settingsTexts)
  const [password, setPassword] = useState('')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await client.send<SetUp>('POST', `/auth/two-factor/${paths[doing]}`, { body: { password } })
    setBusy(false)
    if (!answer.ok) return setProblems(answer.problems)
    await onConfirmed(answer.value)
  }
  return (
    <form className="settings-form" onSubmit={submit}>
      <ProblemList problems={problems} />
      <PasswordInput
        label={t('confirmPassword')}
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" variant="filled" loading={busy}>
          {t('goOn')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function Scan({
  setUp,
  onVerified,
  onCancel,
}: {
  readonly setUp: SetUp
  readonly onVerified: () => Promise<void>
  readonly onCancel: () => void
}) {
  const t = useTexts(settingsTexts)
  const [code, setCode] = useState('')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await client.send('POST', '/auth/two-factor/verify-totp', {
      body: { code: code.replace(/\s/g, '') },
    })
    if (!answer.ok) return setProblems(answer.problems)
    await onVerified()
  }
  return (
    <form className="two-factor-setup" onSubmit={submit}>
      <QrCode text={setUp.totpURI} label={t('qr')} />
      <div>
        <p>{t('scan')}</p>
        <p className="small quiet">
          {t('secret')}{' '}
          <code className="two-factor-secret">{new URL(setUp.totpURI).searchParams.get('secret') ?? ''}</code>
        </p>
        <ProblemList problems={problems} />
        <TextInput
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={7}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" variant="filled">
            {t('turnOn')}
          </Button>
          <Button variant="subtle" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </form>
  )
}

function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const t = useTexts(settingsTexts)
  return (
    <>
      <p className="warn">{t('keepCodes')}</p>
      <ul className="codes" aria-label={t('recoveryCodes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row">
        <Button onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => showToast(t('copied')))}>
          {t('copy')}
        </Button>
        <Button variant="filled" onClick={onKept}>
          {t('codesKept')}
        </Button>
      </div>
    </>
  )
}
