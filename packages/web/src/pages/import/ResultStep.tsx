import type { Problem } from '@atelier/api'
import { Button, formatNumber, ProblemList, Progress, useTexts } from '@atelier/ui'
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconDownload } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { client } from '../../app/client.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { importTexts } from './import-texts.ts'
import type { StoredImport } from './mapping.ts'
import { pace } from './use-import.ts'

export type ResultStepProps = {
  readonly entity: EntityView
  readonly stored: StoredImport
  readonly onChanged: () => void
  readonly onRestart: () => void
}

const figures = ['create', 'update', 'unchanged', 'refused'] as const

/** Step four: how far it is, then what became of the rows, and the way back. */
export function ResultStep({ entity, stored, onChanged, onRestart }: ResultStepProps) {
  const t = useTexts(importTexts)
  const words = useEntityWords()(entity)
  const [undoing, setUndoing] = useState(false)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const undo = async () => {
    setUndoing(true)
    const answer = await client.imports.undo(stored.id)
    setUndoing(false)
    if (answer.ok) onChanged()
    else setProblems(answer.problems)
  }
  if (stored.state === 'running') return <Running stored={stored} />
  const head = {
    done: { icon: <IconCircleCheck size={24} stroke={1.5} className="good" />, title: t('done'), text: undefined },
    failed: {
      icon: <IconAlertTriangle size={24} stroke={1.5} className="bad" />,
      title: t('failed'),
      text: t('failedText'),
    },
    undone: { icon: <IconArrowBackUp size={24} stroke={1.5} />, title: t('undone'), text: t('undoneText') },
    draft: { icon: null, title: '', text: undefined },
  }[stored.state]
  return (
    <div className="import-body is-narrow">
      <header className="row import-done">
        {head.icon}
        <div role="status">
          <h2>{head.title}</h2>
          {head.text ? <p className="quiet">{head.text}</p> : null}
          {stored.state === 'failed' && stored.error ? <p className="bad">{stored.error}</p> : null}
        </div>
      </header>
      <dl className="check-figures">
        {figures.map((figure) => (
          <div key={figure} className={figure === 'refused' && stored.refused > 0 ? 'is-bad' : ''}>
            <dt>{t(figure)}</dt>
            <dd className="num">{formatNumber(stored[figure])}</dd>
          </div>
        ))}
      </dl>
      {stored.refused > 0 ? (
        <p className="note tone-warn">
          <IconDownload size={16} aria-hidden="true" />
          <span>
            <a className="link" href={client.imports.problemsUrl(stored.id)} download>
              {t('problemsSheet')}
            </a>{' '}
            <span className="quiet">{t('problemsHint')}</span>
          </span>
        </p>
      ) : null}
      {problems.length > 0 ? <ProblemList title={t('undoFailed')} problems={problems} /> : null}
      <div className="row import-next">
        <Link to={addresses.view(entity.key)}>
          <Button component="span" variant="filled">
            {t('openRecords', { label: words.manyWithin })}
          </Button>
        </Link>
        <Button onClick={onRestart}>{t('again')}</Button>
        <span className="grow" />
        {stored.state === 'done' && stored.create + stored.update > 0 ? (
          <Button
            leftSection={<IconArrowBackUp size={16} stroke={1.5} />}
            disabled={undoing}
            onClick={() => void undo()}
          >
            {undoing ? t('undoing') : t('undo')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function Running({ stored }: { readonly stored: StoredImport }) {
  const t = useTexts(importTexts)
  // Where it was when this page first saw it: the rate is measured from there.
  const [start] = useState(() => ({ at: Date.now(), done: stored.done }))
  const now = useRef({ at: Date.now(), done: stored.done })
  if (now.current.done !== stored.done) now.current = { at: Date.now(), done: stored.done }
  const rate = pace(start, now.current, stored.rows)
  const left = rate ? Math.ceil(rate.secondsLeft) : 0
  const time = left > 90 ? t('minutes', { count: Math.ceil(left / 60) }) : t('seconds', { count: Math.max(1, left) })
  const percent = stored.rows === 0 ? 0 : (100 * stored.done) / stored.rows
  return (
    <div className="import-body is-narrow">
      <h2>{t('running')}</h2>
      <Progress value={percent} aria-label={t('running')} />
      <p className="row quiet" role="status">
        <span className="num">
          {t('progress', { done: formatNumber(stored.done), rows: formatNumber(stored.rows) })}
        </span>
        {rate ? (
          <span className="num">
            · {t('speed', { count: formatNumber(Math.round(rate.perSecond)) })} · {t('left', { time })}
          </span>
        ) : null}
      </p>
      <p className="faint">{t('keepsRunning')}</p>
    </div>
  )
}
