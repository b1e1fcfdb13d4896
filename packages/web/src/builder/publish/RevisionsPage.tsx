import { Badge, Button, EmptyState, formatDateTime, showToast, useFormat, useLabel, useTexts } from '@atelier/ui'
import { IconHistory } from '@atelier/ui/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, unwrap } from '../../app/client.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import type { DocumentPlan } from '../draft/plan.ts'
import { Frame } from '../frame/Frame.tsx'
import { publishTexts } from './publish-texts.ts'
import { RollbackDialog } from './RollbackDialog.tsx'

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
  const format = useFormat()
  const me = useMe()
  const queries = useQueryClient()
  const { revision: current, reload } = useDraft()
  const [asked, setAsked] = useState<number>()
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
                <Said groups={each.sentences ?? []} />
              </li>
            )
          })}
        </ol>
        {asked === undefined ? null : (
          <RollbackDialog
            to={asked}
            current={current}
            onClose={() => setAsked(undefined)}
            onDone={async (next) => {
              setAsked(undefined)
              showToast(t('rolledBack', { n: asked, next }))
              await queries.invalidateQueries()
              await reload()
            }}
          />
        )}
      </div>
    </Frame>
  )
}

const shownAtFirst = 4

/** What a version changed, document by document; all of it at a click. */
function Said({ groups }: { readonly groups: readonly DocumentPlan[] }) {
  const t = useTexts(publishTexts)
  const label = useLabel()
  const [all, setAll] = useState(false)
  const total = groups.reduce((sum, group) => sum + group.sentences.length, 0)
  let left = all ? total : shownAtFirst
  return (
    <div className="small">
      {groups.map((group) => {
        const shown = group.sentences.slice(0, left)
        left -= shown.length
        return shown.length === 0 ? null : (
          <div key={group.document.id} className="revision-group">
            <b>{label(group.title)}</b>
            <ul className="quiet">
              {shown.map((sentence) => (
                <li key={label(sentence)}>{label(sentence)}</li>
              ))}
            </ul>
          </div>
        )
      })}
      {total > shownAtFirst ? (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('less') : t('more', { count: total - shownAtFirst })}
        </button>
      ) : null}
    </div>
  )
}
