import { Button, EmptyState, FileButton, Select, Switch, showToast, TextInput, useTexts } from '@atelier/ui'
import { IconDownload, IconLanguage, IconSearch, IconUpload } from '@atelier/ui/icons'
import { useMemo, useState } from 'react'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { applyTexts, type LabelRow, labelRows, missingIn, textOf } from '../edits/translations.ts'
import { Frame } from '../frame/Frame.tsx'
import { Help } from '../parts/Help.tsx'
import { fromCsv, toCsv } from './csv.ts'
import { TranslationGrid } from './TranslationGrid.tsx'
import { translationTexts } from './translation-texts.ts'
import { useRowWords } from './use-row-words.ts'
import './translations.css'

/** The languages of the workspace, those of the app among them. */
function useLanguages(): readonly string[] {
  const { documents } = useDraft()
  const [workspace] = ofKind(documents, 'workspace')
  return useMemo(() => [...new Set(['en', 'zh-CN', ...(workspace?.languages ?? [])])], [workspace])
}

/** Every text that the admin wrote, in every language: filtered, edited in place, taken out and in as a file. */
export function TranslationsPage() {
  const t = useTexts(translationTexts)
  const { documents, put, undo } = useDraft()
  const languages = useLanguages()
  const words = useRowWords()
  const [kind, setKind] = useState<string | null>(null)
  const [onlyMissing, setOnlyMissing] = useState(false)
  const [search, setSearch] = useState('')
  const rows = useMemo(() => labelRows(documents, languages), [documents, languages])
  const missing = useMemo(() => rows.reduce((sum, row) => sum + missingIn(row, languages).length, 0), [rows, languages])
  const kinds = [...new Set(rows.map((row) => row.document.kind))]
  const wanted = search.trim().toLowerCase()
  const fits = (row: LabelRow) =>
    (kind === null || row.document.kind === kind) &&
    (!onlyMissing || missingIn(row, languages).length > 0) &&
    (wanted === '' ||
      `${words.where(row)} ${row.address} ${languages.map((language) => textOf(row.label, language)).join(' ')}`
        .toLowerCase()
        .includes(wanted))
  const shown = rows.filter(fits)
  const download = () => {
    const lines = rows.map((row) => [
      row.address,
      words.where(row),
      ...languages.map((language) => textOf(row.label, language)),
    ])
    const url = URL.createObjectURL(
      new Blob([toCsv([['address', 'where', ...languages], ...lines])], { type: 'text/csv' }),
    )
    const link = document.createElement('a')
    link.href = url
    link.download = 'translations.csv'
    link.click()
    URL.revokeObjectURL(url)
  }
  const read = async (file: File | null) => {
    if (!file) return
    const [head = [], ...lines] = fromCsv(await file.text())
    const at = head.indexOf('address')
    if (at < 0) return showToast(t('importBad'), { tone: 'bad' })
    const changes = lines.flatMap((line) =>
      head.flatMap((language, index) =>
        // What a file leaves empty it does not speak about.
        languages.includes(language) && (line[index] ?? '').trim() !== ''
          ? [{ address: line[at] ?? '', language, text: line[index] ?? '' }]
          : [],
      ),
    )
    const answer = applyTexts(documents, changes, languages)
    if (answer.documents.length > 0) put(answer.documents)
    const text = answer.changed === 0 ? t('importedNone') : t('imported', { count: answer.changed })
    showToast(
      answer.unknown > 0 ? t('importedUnknown', { text, count: answer.unknown }) : text,
      answer.changed > 0 ? { onUndo: undo } : {},
    )
  }
  const showAll = () => {
    setKind(null)
    setOnlyMissing(false)
    setSearch('')
  }
  return (
    <Frame>
      <div className="translations">
        <div className="row builder-page-head">
          <h1>{t('title')}</h1>
          <Help about={t('help')} text={t('intro')} />
          <span className="quiet small grow" role="status">
            {t('count', { count: rows.length })} ·{' '}
            <span className={missing > 0 ? 'warn' : undefined}>{t('missing', { count: missing })}</span>
          </span>
          <FileButton accept=".csv,text/csv" onChange={(file) => void read(file)}>
            {(props) => (
              <Button {...props} leftSection={<IconUpload size={16} stroke={1.5} />}>
                {t('import')}
              </Button>
            )}
          </FileButton>
          <Button leftSection={<IconDownload size={16} stroke={1.5} />} onClick={download}>
            {t('export')}
          </Button>
        </div>
        <div className="row translations-bar">
          <TextInput
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            className="grow"
            leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Select
            aria-label={t('kind')}
            placeholder={t('allKinds')}
            clearable
            value={kind}
            data={kinds.map((each) => ({ value: each, label: words.kindName(each) }))}
            onChange={setKind}
          />
          <Switch
            label={t('onlyMissing')}
            checked={onlyMissing}
            onChange={(event) => setOnlyMissing(event.currentTarget.checked)}
          />
        </div>
        {rows.length === 0 ? (
          <EmptyState icon={<IconLanguage size={24} stroke={1.5} />} title={t('emptyTitle')} text={t('emptyText')}>
            <p className="small quiet">{t('emptyExample')}</p>
          </EmptyState>
        ) : shown.length === 0 ? (
          <EmptyState
            icon={<IconLanguage size={24} stroke={1.5} />}
            title={t(onlyMissing && missing === 0 ? 'nothing' : 'noMatch')}
            text={t(onlyMissing && missing === 0 ? 'nothingText' : 'noMatchText')}
            actions={<Button onClick={showAll}>{t('showAll')}</Button>}
          />
        ) : (
          <>
            <TranslationGrid rows={shown} languages={languages} title={t('title')} />
            <p className="small faint">{t('keys')}</p>
          </>
        )}
      </div>
    </Frame>
  )
}
