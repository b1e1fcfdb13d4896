import type { Problem } from '@atelier/api'
import { Button, FileButton, Loader, ProblemList, useTexts } from '@atelier/ui'
import { IconDownload, IconFileSpreadsheet, IconShieldCheck } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { client } from '../../app/client.ts'
import type { EntityView } from '../../workspace/model.ts'
import { importTexts } from './import-texts.ts'
import { RecentImports, useRecentImports } from './RecentImports.tsx'

export type FileStepProps = { readonly entity: EntityView; readonly onReady: (id: string) => void }

/** Step one: a file dropped or chosen, or an empty one to fill. */
export function FileStep({ entity, onReady }: FileStepProps) {
  const t = useTexts(importTexts)
  const { data: recent } = useRecentImports(entity.key)
  const [over, setOver] = useState(false)
  const [reading, setReading] = useState<string | null>(null)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const take = async (file: File | null | undefined) => {
    if (!file) return
    setProblems([])
    setReading(file.name)
    const answer = await client.imports.start(entity.key, file)
    setReading(null)
    if (answer.ok) onReady(answer.value.id)
    else setProblems(answer.problems)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <div className="import-body is-narrow">
      <section
        className={`drop${over ? ' is-over' : ''}`}
        aria-label={t('stepFile')}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {reading === null ? (
          <>
            <IconFileSpreadsheet size={28} stroke={1.5} aria-hidden="true" />
            <h2>{t('drop')}</h2>
            <div className="row">
              <span className="quiet only-wide">{t('or')}</span>
              <FileButton accept=".csv,.tsv,.txt,.xlsx" onChange={(file) => void take(file)}>
                {(props) => (
                  <Button {...props} variant="filled">
                    {t('choose')}
                  </Button>
                )}
              </FileButton>
            </div>
            <p className="faint small">{t('dropHint')}</p>
          </>
        ) : (
          <p className="row" role="status">
            <Loader size="sm" /> {t('reading', { name: reading })}
          </p>
        )}
      </section>
      <ProblemList problems={problems} />
      <p className="row">
        <IconDownload size={16} stroke={1.5} aria-hidden="true" className="faint" />
        <span>
          <a className="link" href={`/api/imports/template/${encodeURIComponent(entity.key)}`} download>
            {t('template')}
          </a>{' '}
          <span className="quiet">{t('templateHint')}</span>
        </span>
      </p>
      <p className="row">
        <IconShieldCheck size={16} stroke={1.5} aria-hidden="true" className="faint" />
        <span className="quiet">{t('safe')}</span>
      </p>
      {recent && recent.imports.length > 0 ? (
        <section aria-label={t('recent')}>
          <header className="row import-title">
            <h2 className="grow">{t('recent')}</h2>
            <Link to={addresses.imports()} className="link small">
              {t('all')}
            </Link>
          </header>
          <RecentImports entity={entity.key} />
        </section>
      ) : null}
    </div>
  )
}
