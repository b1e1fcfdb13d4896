import {
  Badge,
  Button,
  EmptyState,
  formatDateTime,
  type Label,
  Modal,
  ProblemList,
  showToast,
  useFormat,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconHistory } from '@atelier/ui/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, RefusedError, refusalOf, unwrap } from '../../app/client.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import type { DocumentPlan } from '../draft/plan.ts'
import { Frame } from '../frame/Frame.tsx'
import { publishTexts } from './publish-texts.ts'

type Revision = {
  readonly revision: number
  readonly at: string
  readonly by: string | null
  readonly note: string | null
  readonly sentences: readonly DocumentPlan[] | null
}

/** What was published, when and by whom, and the way back to each. */
export function RevisionsPage() {
  const t = useTexts(publishTexts)
  const label = useLabel()
  const format = useFormat()
  const me = useMe()
  const queries = useQueryClient()
  const { revision: current, reload } = useDraft()
  const [asked, setAsked] = useState<number>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const { data } = useQuery({
    queryKey: ['builder', 'revisions', current],
    queryFn: () => unwrap(client.send<{ readonly revisions: readonly Revision[] }>('GET', '/revisions')),
  })
  const people = useQuery({
    queryKey: ['builder', 'users'],
    enabled: me.may.has('manageUsers'),
    queryFn: () => unwrap(client.send<{ readonly records: readonly { id: string; name: string }[] }>('GET', '/users')),
  })
  const nameOf = (id: string | null) =>
    id === null
      ? t('system')
      : id === me.id
        ? me.name
        : (people.data?.records.find((each) => each.id === id)?.name ?? t('system'))
  const rollback = async (n: number) => {
    setBusy(true)
    const answer = await client.send<{ readonly revision: number }>('POST', `/revisions/${n}/rollback`)
    setBusy(false)
    if (!answer.ok) return setError(new RefusedError(answer))
    setAsked(undefined)
    showToast(t('rolledBack', { n, next: answer.value.revision }))
    await queries.invalidateQueries()
    await reload()
  }
  const words = (
    sentences: readonly DocumentPlan[] | null,
  ): readonly { readonly title: Label; readonly text: Label }[] =>
    (sentences ?? []).flatMap((group) => group.sentences.map((text) => ({ title: group.title, text })))
  return (
    <Frame>
      <div className="builder-page">
        <h1>{t('revisions')}</h1>
        <p className="quiet">{t('revisionsText')}</p>
        {data?.revisions.length === 0 ? (
          <EmptyState
            icon={<IconHistory size={24} stroke={1.5} />}
            title={t('noRevisions')}
            text={t('noRevisionsText')}
          />
        ) : null}
        <ol className="revisions">
          {data?.revisions.map((each) => {
            const said = words(each.sentences)
            return (
              <li key={each.revision} className="revision">
                <div className="row">
                  <b>{t('version', { n: each.revision })}</b>
                  {each.revision === current ? <Badge tone="good">{t('now')}</Badge> : null}
                  <span className="quiet small grow">
                    {formatDateTime(each.at, format)} · {t('by', { name: nameOf(each.by) })}
                  </span>
                  {each.revision !== current && me.may.has('publish') ? (
                    <Button size="sm" onClick={() => setAsked(each.revision)}>
                      {t('rollback')}
                    </Button>
                  ) : null}
                </div>
                {each.note ? <p>{each.note}</p> : null}
                <ul className="small quiet">
                  {said.slice(0, 4).map(({ title, text }) => (
                    <li key={`${label(title)} ${label(text)}`}>{label(text)}</li>
                  ))}
                  {said.length > 4 ? <li>{t('more', { count: said.length - 4 })}</li> : null}
                </ul>
              </li>
            )
          })}
        </ol>
        {asked === undefined ? null : (
          <Modal opened onClose={() => setAsked(undefined)} title={<b>{t('rollbackTitle', { n: asked })}</b>}>
            <p>{t('rollbackText', { next: current + 1 })}</p>
            <p className="quiet small">{t('rollbackWithDraft')}</p>
            <ProblemList problems={refusalOf(error)?.problems ?? []} />
            <div className="publish-actions">
              <span className="grow" />
              <Button onClick={() => setAsked(undefined)}>{t('later')}</Button>
              <Button variant="filled" loading={busy} onClick={() => void rollback(asked)}>
                {t('rollback')}
              </Button>
            </div>
          </Modal>
        )}
      </div>
    </Frame>
  )
}
