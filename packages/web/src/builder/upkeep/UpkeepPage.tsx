import { Button, EmptyState, Modal, ProblemList, Progress, showToast, TextInput, useLabel, useTexts } from '@atelier/ui'
import { IconDatabaseOff, IconTrash } from '@atelier/ui/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, RefusedError, refusalOf, unwrap } from '../../app/client.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey } from '../draft/document.ts'
import { Frame } from '../frame/Frame.tsx'
import { upkeepTexts } from './upkeep-texts.ts'
import { useFilling } from './use-filling.ts'
import './upkeep.css'

type Kept = { readonly entity: string; readonly field?: string; readonly records: number; readonly sentence: string }
type KeptAnswer = { readonly revision: number; readonly kept: readonly Kept[] }

/** What publishes leave behind: values that are still being worked out, and data that nothing uses any more. */
export function UpkeepPage() {
  const t = useTexts(upkeepTexts)
  return (
    <Frame>
      <div className="builder-page">
        <h1>{t('title')}</h1>
        <FillingPart />
        <KeptPart />
      </div>
    </Frame>
  )
}

function FillingPart() {
  const t = useTexts(upkeepTexts)
  const label = useLabel()
  const { inService } = useDraft()
  const filling = useFilling()
  return (
    <section className="builder-sheet upkeep">
      <h2>{t('filling')}</h2>
      <p className="small quiet">{t('fillingText')}</p>
      {filling.length === 0 ? <p className="good small">{t('fillingDone')}</p> : null}
      <ul>
        {filling.map(({ entity: key, field, done, rows }) => {
          const entity = entityByKey(inService, key)
          const name = `${label(entity?.label, key)} · ${label(entity?.fields.find((each) => each.key === field)?.label, field)}`
          const share = rows === 0 ? 100 : Math.min(100, Math.round((done / rows) * 100))
          return (
            <li key={`${key} ${field}`}>
              <div className="row small">
                <span className="grow cut">{name}</span>
                <span className="quiet">{t('of', { done: done.toLocaleString(), rows: rows.toLocaleString() })}</span>
              </div>
              <Progress value={share} aria-label={name} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function KeptPart() {
  const t = useTexts(upkeepTexts)
  const me = useMe()
  const { revision } = useDraft()
  const [asked, setAsked] = useState(false)
  const { data } = useQuery({
    queryKey: ['builder', 'kept', revision],
    queryFn: () => unwrap(client.send<KeptAnswer>('GET', '/kept')),
  })
  const kept = data?.kept ?? []
  return (
    <section className="builder-sheet upkeep">
      <h2>{t('kept')}</h2>
      <p className="small quiet">{t('keptText')}</p>
      {data && kept.length === 0 ? (
        <EmptyState icon={<IconDatabaseOff size={24} stroke={1.5} />} title={t('keptNone')} text={t('keptNoneText')} />
      ) : null}
      <ul>
        {kept.map((each) => (
          <li key={`${each.entity} ${each.field ?? ''}`}>{each.sentence}</li>
        ))}
      </ul>
      {kept.length > 0 && me.may.has('publish') ? (
        <div>
          <Button color="red" leftSection={<IconTrash size={14} stroke={1.5} />} onClick={() => setAsked(true)}>
            {t('purge')}
          </Button>
        </div>
      ) : null}
      {asked && data ? <PurgeDialog answer={data} onClose={() => setAsked(false)} /> : null}
    </section>
  )
}

/** Asks for a word before what cannot be undone. */
function PurgeDialog({ answer, onClose }: { readonly answer: KeptAnswer; readonly onClose: () => void }) {
  const t = useTexts(upkeepTexts)
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const word = t('purgeWord')
  const purge = async () => {
    setBusy(true)
    const sent = await client.send<{ readonly removed: readonly Kept[] }>('POST', '/kept/purge', {
      body: { revision: answer.revision },
    })
    setBusy(false)
    if (!sent.ok) return setError(new RefusedError(sent))
    await queries.invalidateQueries({ queryKey: ['builder', 'kept'] })
    showToast(t('purged', { count: sent.value.removed.length }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={<b>{t('purgeTitle')}</b>}>
      <form
        className="upkeep-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() === word) void purge()
        }}
      >
        <p>{t('purgeText')}</p>
        <ul className="small">
          {answer.kept.map((each) => (
            <li key={`${each.entity} ${each.field ?? ''}`}>{each.sentence}</li>
          ))}
        </ul>
        <TextInput
          label={t('purgeType', { word })}
          value={typed}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ProblemList problems={refusalOf(error)?.problems ?? []} />
        <div className="row">
          <span className="grow" />
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" color="red" variant="filled" loading={busy} disabled={typed.trim() !== word}>
            {t('purge')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
