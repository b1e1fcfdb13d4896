import type { Problem } from '@atelier/api'
import { Button, EmptyState, PasswordInput, ProblemList, useTexts } from '@atelier/ui'
import { IconLink } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { BareHeader } from '../../app/BareHeader.tsx'
import { client, queryClient, unwrap } from '../../app/client.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { inviteTexts } from './invite-texts.ts'
import '../sign-in/sign-in.css'

type Invitation = { readonly name: string; readonly email: string }

/** Behind a link that an administrator made: sets a password once, and signs in. */
export function InvitePage() {
  const t = useTexts(inviteTexts)
  const { params, go } = usePage()
  const path = `/invitations/${encodeURIComponent(params.token ?? '')}`
  const [password, setPassword] = useState('')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [busy, setBusy] = useState(false)
  const { data, isError } = useQuery({
    queryKey: ['invitation', path],
    queryFn: () => unwrap(client.send<Invitation>('GET', path)),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  usePageTitle(data ? t('title', { name: data.name }) : '')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await client.send<{ readonly signedIn: boolean }>('POST', path, { body: { password } })
    setBusy(false)
    if (!answer.ok) return setProblems(answer.problems)
    queryClient.clear()
    if (!answer.value.signedIn) return go(addresses.signIn(), { replace: true })
    window.localStorage.setItem('atelier.signedIn', '1')
    go(addresses.home(), { replace: true })
  }
  return (
    <div className="bare">
      <BareHeader />
      <main className="sign-in">
        {isError ? (
          <EmptyState
            icon={<IconLink size={24} stroke={1.5} />}
            title={t('endedTitle')}
            text={t('endedText')}
            actions={<Button onClick={() => go(addresses.signIn())}>{t('toSignIn')}</Button>}
          />
        ) : data ? (
          <form onSubmit={submit} aria-labelledby="invite-title">
            <h1 id="invite-title">{t('title', { name: data.name })}</h1>
            <p className="quiet">{t('text', { email: data.email })}</p>
            <ProblemList problems={problems} />
            <input type="email" name="email" autoComplete="username" value={data.email} readOnly hidden />
            <PasswordInput
              label={t('password')}
              description={t('passwordHelp')}
              name="password"
              autoComplete="new-password"
              required
              minLength={8}
              maxLength={200}
              autoFocus
              size="lg"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" variant="filled" size="lg" fullWidth loading={busy}>
              {t('submit')}
            </Button>
          </form>
        ) : null}
      </main>
    </div>
  )
}
