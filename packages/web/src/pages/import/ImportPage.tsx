import { Button, EmptyState, formatNumber, Late, RecordSkeleton, useTexts } from '@atelier/ui'
import { IconCheck, IconLock } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { segmentEntity } from '../../app/addresses.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { FileStep } from './FileStep.tsx'
import { importTexts } from './import-texts.ts'
import { MappingSteps } from './MappingSteps.tsx'
import type { StoredImport } from './mapping.ts'
import { ResultStep } from './ResultStep.tsx'
import { useImport } from './use-import.ts'
import './import.css'

/** A file becomes records in four steps on one page. The import's id stands in the address, so that a reload loses nothing. */
export function ImportPage() {
  const { params } = usePage()
  const t = useTexts(importTexts)
  const entity = useEntity(segmentEntity(params.entity ?? ''))
  if (!entity) return <NotFoundPage />
  if (!entity.may.has('import'))
    return (
      <div className="centred">
        <EmptyState icon={<IconLock size={24} stroke={1.5} />} title={t('denied')} text={t('deniedText')} />
      </div>
    )
  return <Wizard key={entity.key} entity={entity} />
}

function Wizard({ entity }: { readonly entity: EntityView }) {
  const t = useTexts(importTexts)
  const words = useEntityWords()(entity)
  const queries = useQueryClient()
  const { query, setQuery } = usePage()
  const { data: stored, error, isPending, refetch } = useImport(query.id)
  const title = t('title', { label: words.manyWithin })
  usePageTitle(title)
  const lost = query.id !== undefined && (error !== null || (stored !== undefined && stored.entity !== entity.key))
  useEffect(() => {
    // An id that leads nowhere, for example of an import that was cleared away: begin anew.
    if (lost) setQuery({ id: undefined, step: undefined }, { replace: true })
  }, [lost, setQuery])
  const finished = stored?.state === 'done'
  useEffect(() => {
    if (finished) void queries.invalidateQueries({ queryKey: ['imports'] })
    if (finished) void queries.invalidateQueries({ queryKey: ['records', entity.key] })
  }, [finished, queries, entity.key])
  const restart = () => setQuery({ id: undefined, step: undefined })
  const step = !stored ? 0 : stored.state !== 'draft' ? 3 : query.step === 'check' ? 2 : 1
  return (
    <div className="import">
      <header className="page-head">
        <h1 className="cut">{title}</h1>
        {stored ? (
          <span className="quiet cut import-file">
            {stored.fileName} · {t('rows', { count: stored.rows, text: formatNumber(stored.rows) })}
          </span>
        ) : null}
        <span className="grow" />
        {stored?.state === 'draft' ? <Button onClick={restart}>{t('otherFile')}</Button> : null}
      </header>
      <Steps at={step} stored={stored} />
      {query.id === undefined || lost ? (
        <FileStep entity={entity} onReady={(id) => setQuery({ id, step: undefined })} />
      ) : isPending || !stored ? (
        <Late>
          <RecordSkeleton />
        </Late>
      ) : stored.state === 'draft' ? (
        <MappingSteps
          key={stored.id}
          entity={entity}
          stored={stored}
          checking={query.step === 'check'}
          onStep={(next) => setQuery({ step: next })}
          onCommitted={() => void refetch()}
        />
      ) : (
        <ResultStep entity={entity} stored={stored} onChanged={() => void refetch()} onRestart={restart} />
      )}
    </div>
  )
}

const names = ['stepFile', 'stepMatch', 'stepCheck', 'stepResult'] as const

function Steps({ at, stored }: { readonly at: number; readonly stored: StoredImport | undefined }) {
  const t = useTexts(importTexts)
  const ended = stored !== undefined && stored.state !== 'draft' && stored.state !== 'running'
  return (
    <ol className="import-steps" aria-label={t('steps')}>
      {names.map((name, index) => {
        const done = index < at || (index === 3 && ended)
        return (
          <li
            key={name}
            className={done ? 'is-done' : index === at ? 'is-current' : ''}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className="import-step-mark" aria-hidden="true">
              {done ? <IconCheck size={14} stroke={2} /> : index + 1}
            </span>
            {t(name)}
          </li>
        )
      })}
    </ol>
  )
}
