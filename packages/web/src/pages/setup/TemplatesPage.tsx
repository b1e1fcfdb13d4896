import { type Problem, readTemplates } from '@atelier/api'
import { Button, Checkbox, ProblemList, showToast, useLabel, useTexts } from '@atelier/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, unwrap } from '../../app/client.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { Preparing } from './Preparing.tsx'
import { setupTexts } from './setup-texts.ts'
import { entityLabels, TemplateGallery } from './TemplateGallery.tsx'

/** The gallery for a workspace that is running already. */
export function TemplatesPage() {
  const t = useTexts(setupTexts)
  const label = useLabel()
  const queries = useQueryClient()
  const { go } = usePage()
  usePageTitle(t('galleryTitle'))
  const { data } = useQuery({
    queryKey: ['templates'],
    queryFn: () => unwrap(client.definitions.templates()),
    select: readTemplates,
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const [sample, setSample] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const card = data?.find((each) => each.key === chosen)
  const install = async () => {
    if (!card) return
    setBusy(true)
    const answer = await client.definitions.installTemplate(card.key, sample)
    setBusy(false)
    if (!answer.ok) return setProblems(answer.problems)
    await queries.invalidateQueries()
    showToast(t('installed', { label: label(card.label, card.key) }))
    go('/')
  }
  return (
    <>
      <header className="page-head">
        <h1>{t('galleryTitle')}</h1>
      </header>
      <div className="setup in-shell">
        <ProblemList problems={problems} />
        <TemplateGallery templates={data ?? []} chosen={chosen} onChoose={setChosen} withBlank={false} />
        {card ? (
          <div className="setup-foot">
            <div className="grow">
              <b>{label(card.label, card.key)}</b>
              <div className="quiet small">
                {entityLabels(card)
                  .map((each) => label(each))
                  .join(t('comma'))}
              </div>
            </div>
            <Checkbox
              checked={sample}
              onChange={(event) => setSample(event.currentTarget.checked)}
              label={t('sample')}
            />
            <Button variant="filled" loading={busy} onClick={() => void install()}>
              {t('use')}
            </Button>
          </div>
        ) : null}
        {busy ? <Preparing withSample={sample} /> : null}
      </div>
    </>
  )
}
