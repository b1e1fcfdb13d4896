import { Button, PasswordInput, TextInput, useTexts } from '@atelier/ui'
import { IconAlertTriangle } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { BareHeader } from '../../app/BareHeader.tsx'
import { client, queryClient, unwrap } from '../../app/client.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { safeNext } from './safe-next.ts'
import { signInTexts } from './sign-in-texts.ts'
import './sign-in.css'

const SecondFactor = lazy(async () => ({ default: (await import('./SecondFactor.tsx')).SecondFactor }))

const asksForMore = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'twoFactorRedirect' in answer && answer.twoFactorRedirect === true

/** Email and password, and a second factor for whoever has one. A workspace without an admin is led to the first-run page. */
export function SignInPage() {
  const t = useTexts(signInTexts)
  const { query, go } = usePage()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [second, setSecond] = useState(false)
  usePageTitle(t('title'))
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => unwrap(client.definitions.setup()), retry: false })
  const needed = setup.data?.needed === true
  useEffect(() => {
    if (needed) go(addresses.setup(), { replace: true })
  }, [needed, go])
  const enter = () => {
    window.localStorage.setItem('atelier.signedIn', '1')
    queryClient.clear()
    go(safeNext(query.next), { replace: true })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await client.signIn(email.trim(), password)
    setBusy(false)
    if (answer.ok) {
      setProblem(null)
      if (asksForMore(answer.value)) setSecond(true)
      else enter()
      return
    }
    setProblem(answer.status === 429 ? t('tooMany') : answer.status === 401 ? t('wrong') : answer.title)
  }
  const note = problem ? (
    <div className="note tone-bad" role="alert">
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
      {problem}
    </div>
  ) : null
  return (
    <div className="bare">
      <BareHeader />
      <main className="sign-in">
        {second ? (
          <Suspense>
            <SecondFactor onDone={enter} onBack={() => setSecond(false)} note={note} onProblem={setProblem} />
          </Suspense>
        ) : (
          <form onSubmit={submit} aria-labelledby="sign-in-title">
            <h1 id="sign-in-title">{t('title')}</h1>
            <p className="quiet">{t('tagline')}</p>
            {note}
            <TextInput
              label={t('email')}
              type="email"
              name="email"
              autoComplete="username"
              required
              autoFocus
              size="lg"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('password')}
              name="password"
              autoComplete="current-password"
              required
              size="lg"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" variant="filled" size="lg" fullWidth loading={busy}>
              {t('submit')}
            </Button>
          </form>
        )}
      </main>
    </div>
  )
}
