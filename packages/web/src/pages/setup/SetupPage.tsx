import type { Problem } from '@atelier/api'
import {
  Button,
  Checkbox,
  currentLanguage,
  PasswordInput,
  ProblemList,
  TextInput,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconChevronRight } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { BareHeader } from '../../app/BareHeader.tsx'
import { client, queryClient, unwrap } from '../../app/client.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { Preparing } from './Preparing.tsx'
import { setupTexts } from './setup-texts.ts'
import { entityLabels, TemplateGallery } from './TemplateGallery.tsx'
import '../sign-in/sign-in.css'

const fields = ['token', 'name', 'email', 'password'] as const
type FieldName = (typeof fields)[number]
const attributes: Readonly<Record<FieldName, { type: string; autoComplete: string }>> = {
  token: { type: 'text', autoComplete: 'off' },
  name: { type: 'text', autoComplete: 'name' },
  email: { type: 'email', autoComplete: 'username' },
  password: { type: 'password', autoComplete: 'new-password' },
}

/** The first page of all: makes the admin with the token from the console, and picks a template. */
export function SetupPage() {
  const t = useTexts(setupTexts)
  const label = useLabel()
  const { query, go } = usePage()
  usePageTitle(t('title'))
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => unwrap(client.definitions.setup()) })
  const templates = setup.data?.templates ?? []
  const [values, setValues] = useState<Readonly<Record<FieldName, string>>>({
    token: query.token ?? '',
    name: '',
    email: '',
    password: '',
  })
  const [picked, setPicked] = useState<string | null | undefined>(undefined)
  const [sample, setSample] = useState(true)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [busy, setBusy] = useState(false)
  const chosen = picked === undefined ? (templates[0]?.key ?? null) : picked
  const over = setup.data?.needed === false
  useEffect(() => {
    if (over) go(addresses.signIn(), { replace: true })
  }, [over, go])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await client.definitions.finishSetup({
      ...values,
      ...(chosen === null ? {} : { template: chosen, sampleData: sample }),
      language: currentLanguage(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
    setBusy(false)
    if (!answer.ok) return setProblems(answer.problems)
    window.localStorage.setItem('atelier.signedIn', '1')
    queryClient.clear()
    go(addresses.home(), { replace: true })
  }
  const problemOf = (name: FieldName) =>
    problems.find((problem) => (problem.field ?? problem.path?.replace(/^\//, '')) === name)?.message
  const card = templates.find((each) => each.key === chosen)
  return (
    <div className="bare">
      <BareHeader />
      <main className="setup">
        <h1>{t('heading')}</h1>
        <p className="quiet">{t('text')}</p>
        <form onSubmit={submit}>
          <fieldset className="setup-admin">
            <legend>{t('admin')}</legend>
            {fields.map((name) => {
              const Control = name === 'password' ? PasswordInput : TextInput
              const help = name === 'token' ? t('tokenHelp') : name === 'password' ? t('passwordHelp') : undefined
              return (
                <Control
                  key={name}
                  label={t(name)}
                  required
                  {...(help === undefined ? {} : { description: help })}
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  {...(name === 'password' ? {} : { type: attributes[name].type })}
                  autoComplete={attributes[name].autoComplete}
                  name={name}
                  value={values[name]}
                  error={problemOf(name) ?? null}
                  onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
                />
              )
            })}
          </fieldset>
          <ProblemList
            problems={problems.filter((problem) => !fields.some((name) => problemOf(name) === problem.message))}
          />
          <TemplateGallery templates={templates} chosen={chosen} onChoose={setPicked} withBlank />
          <div className="setup-foot">
            <div className="grow">
              <b>{card ? label(card.label, card.key) : t('blank')}</b>
              <div className="quiet small">
                {card
                  ? entityLabels(card)
                      .map((each) => label(each))
                      .join(t('comma'))
                  : t('blankText')}
              </div>
            </div>
            {card ? (
              <Checkbox
                checked={sample}
                onChange={(event) => setSample(event.currentTarget.checked)}
                label={
                  <>
                    {t('sample')} <span className="faint small">{t('sampleHint')}</span>
                  </>
                }
              />
            ) : null}
            <Button
              type="submit"
              variant="filled"
              loading={busy}
              rightSection={<IconChevronRight size={14} stroke={1.75} />}
            >
              {card ? t('use') : t('start')}
            </Button>
          </div>
          {busy ? <Preparing withSample={card !== undefined && sample} /> : null}
        </form>
      </main>
    </div>
  )
}
