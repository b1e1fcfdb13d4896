import type { ReportDocument } from '@atelier/definitions'
import { type CellView, resultCsv, resultTexts, useCellWords } from '@atelier/reports/ui'
import {
  ActionIcon,
  Badge,
  Button,
  formatDateTime,
  showToast,
  Tooltip,
  useFormat,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconDownload, IconPencil, IconRefresh } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { client } from '../../app/client.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { DrillPanel } from './DrillPanel.tsx'
import { isPeriodParam, PeriodControl } from './PeriodControl.tsx'
import { ReportEditor } from './ReportEditor.tsx'
import { ReportView } from './ReportView.tsx'
import { reportTexts } from './report-texts.ts'
import { reportSentence } from './sentence.ts'
import { useReportContext } from './use-report-context.ts'
import { type Params, type ReportEntry, reportRef, useReportResult, useReports } from './use-reports.ts'
import './report.css'

/** One report by its key, `~id` for one of one's own. */
export function ReportPage() {
  const { params } = usePage()
  const { reports, loading } = useReports()
  const entry = reports.find((each) => each.key === params.key)
  if (!entry)
    return loading && params.key?.startsWith('~') ? <div className="main" aria-busy="true" /> : <NotFoundPage />
  return <OpenReport key={entry.key} entry={entry} />
}

/** Gives the reader a text as a file. */
function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

const defaults = (report: ReportDocument): Params =>
  Object.fromEntries((report.params ?? []).map((param) => [param.key, param.default ?? null]))

function readParams(report: ReportDocument, text: string | undefined): Params {
  try {
    const given: unknown = JSON.parse(text ?? '{}')
    const known = new Set((report.params ?? []).map((param) => param.key))
    return typeof given === 'object' && given !== null
      ? Object.fromEntries(Object.entries(given).filter(([key]) => known.has(key)))
      : {}
  } catch {
    return {}
  }
}

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The opened number that an address names. */
function readCell(text: string | undefined): CellView | null {
  try {
    const cell: unknown = JSON.parse(text ?? 'null')
    if (!isJson(cell) || !isJson(cell.row) || typeof cell.value !== 'string') return null
    return { row: cell.row, ...(isJson(cell.col) ? { col: cell.col } : {}), value: cell.value }
  } catch {
    return null
  }
}

function OpenReport({ entry }: { readonly entry: ReportEntry }) {
  const t = useTexts(reportTexts)
  const tr = useTexts(resultTexts)
  const say = useLabel()
  const words = useCellWords()
  const format = useFormat()
  const queries = useQueryClient()
  const { query, setQuery, go } = usePage()
  const cell = readCell(query.cell)
  const setCell = (next: CellView | null) =>
    setQuery({ cell: next === null ? undefined : JSON.stringify(next) }, { replace: cell !== null })
  const report = entry.document
  const context = useReportContext(report)
  const chosen = readParams(report, query.params)
  const params: Params = { ...defaults(report), ...chosen }
  const result = useReportResult(reportRef(entry), chosen)
  const title = say(entry.label)
  usePageTitle(title)
  if (query.edit !== undefined) return <ReportEditor entry={entry} onClose={() => setQuery({ edit: undefined })} />
  const remove = async () => {
    if (entry.own === undefined) return
    const { own } = entry
    const answer = await client.definitions.deleteMine('reports', own)
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await queries.invalidateQueries({ queryKey: ['mine', 'reports'] })
    go('/reports')
    const document = { ...report, kind: 'report', key: report.key ?? 'report' }
    showToast(t('deleted'), {
      onUndo: async () => {
        const again = await client.definitions.createMine('reports', { document })
        await queries.invalidateQueries({ queryKey: ['mine', 'reports'] })
        if (again.ok) go(`/reports/~${again.value.id}`)
      },
    })
  }
  return (
    <div className="report-page">
      <div className="report-main">
        <header className="page-head">
          <h1 className="cut">{title}</h1>
          {entry.own === undefined ? null : <Badge tone="accent">{t('mineBadge')}</Badge>}
          <span className="grow" />
          {result.dataUpdatedAt > 0 ? (
            <span className="faint small only-wide nowrap">
              {t('asOf', { time: formatDateTime(new Date(result.dataUpdatedAt).toISOString(), format).slice(5) })}
            </span>
          ) : null}
          <Tooltip label={t('reload')}>
            <ActionIcon aria-label={t('reload')} onClick={() => void result.refetch()}>
              <IconRefresh size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
          <Button
            leftSection={<IconDownload size={16} stroke={1.5} />}
            disabled={!result.data || result.data.rows.length === 0}
            onClick={() => {
              if (result.data) download(`${title}.csv`, resultCsv(result.data, { ...words, total: tr('total') }, say))
            }}
          >
            {t('export')}
          </Button>
          <Button
            className="only-wide"
            leftSection={<IconPencil size={16} stroke={1.5} />}
            onClick={() => setQuery({ edit: '1' })}
          >
            {entry.own === undefined ? t('editCopy') : t('edit')}
          </Button>
          {entry.own === undefined ? null : (
            <Button variant="subtle" color="gray" className="only-wide" onClick={() => void remove()}>
              {t('delete')}
            </Button>
          )}
        </header>
        <div className="report-question">
          <p>{reportSentence(report, params, context)}</p>
          {(report.params ?? []).filter(isPeriodParam).map((param) => (
            <PeriodControl
              key={param.key}
              label={say(param.label, param.key)}
              value={params[param.key]}
              clearable={false}
              onChange={(value) => {
                const next = JSON.stringify({ ...chosen, [param.key]: value })
                setQuery({ params: next, cell: undefined }, { replace: true })
              }}
            />
          ))}
        </div>
        <div className="report-body">
          <ReportView entry={entry} query={result} opened={cell ?? undefined} onOpen={setCell} />
        </div>
      </div>
      {cell && result.data ? (
        <DrillPanel
          entry={entry}
          params={chosen}
          result={result.data}
          cell={cell}
          context={context}
          onOpen={setCell}
          onClose={() => setCell(null)}
        />
      ) : null}
    </div>
  )
}
