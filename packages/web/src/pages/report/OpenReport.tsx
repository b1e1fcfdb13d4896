import type { CellView } from '@atelier/reports/ui'
import {
  ActionIcon,
  Badge,
  Button,
  formatDateTime,
  Menu,
  showToast,
  Tooltip,
  useFormat,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconDots, IconMaximize, IconPencil, IconRefresh, IconTrash } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { client } from '../../app/client.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { ChartSwitch } from './ChartSwitch.tsx'
import { DrillPanel } from './DrillPanel.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { isPeriodParam, PeriodControl } from './PeriodControl.tsx'
import { ReportView } from './ReportView.tsx'
import { defaultsOf, readCell, readParams } from './report-address.ts'
import { reportTexts } from './report-texts.ts'
import { ShareMine } from './ShareMine.tsx'
import { reportSentence } from './sentence.ts'
import { useReportContext } from './use-report-context.ts'
import { type Params, type ReportEntry, reportRef, useReportResult } from './use-reports.ts'
import './report.css'

/** A report to read: the sentence, its period, its chart and table, and the records behind the number that is open. */
export function OpenReport({ entry }: { readonly entry: ReportEntry }) {
  const t = useTexts(reportTexts)
  const say = useLabel()
  const format = useFormat()
  const { query, setQuery } = usePage()
  const whole = useRef<HTMLDivElement>(null)
  const cell = readCell(query.cell)
  const setCell = (next: CellView | null) =>
    setQuery({ cell: next === null ? undefined : JSON.stringify(next) }, { replace: cell !== null })
  const report = entry.document
  const context = useReportContext(report)
  const chosen = readParams(report, query.params)
  const params: Params = { ...defaultsOf(report), ...chosen }
  const result = useReportResult(reportRef(entry), chosen)
  const title = say(entry.label)
  usePageTitle(title)
  const chart = query.chart ?? report.chart?.type
  const shown: ReportEntry =
    query.chart === undefined
      ? entry
      : { ...entry, document: { ...report, chart: { ...report.chart, type: query.chart } } }
  return (
    <div className="report-page" ref={whole}>
      <div className="report-main">
        <header className="page-head">
          <h1 className="cut">{title}</h1>
          {entry.own === undefined ? null : (
            <Badge tone="accent">{entry.mine ? t('mineBadge') : t('sharedBadge')}</Badge>
          )}
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
          <Tooltip label={t('fullScreen')}>
            <ActionIcon
              className="only-wide"
              aria-label={t('fullScreen')}
              onClick={() => void whole.current?.requestFullscreen()}
            >
              <IconMaximize size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
          <ExportMenu entry={entry} params={chosen} title={title} result={result.data} />
          {entry.mine && entry.own ? (
            <ShareMine kind="reports" id={entry.own} shareWith={entry.shareWith ?? []} />
          ) : null}
          <Button
            className="only-wide"
            leftSection={<IconPencil size={16} stroke={1.5} />}
            onClick={() => setQuery({ edit: '1', chart: undefined, cell: undefined })}
          >
            {entry.mine ? t('edit') : t('editCopy')}
          </Button>
          {entry.mine ? <RemoveMenu entry={entry} /> : null}
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
          {report.type === 'funnel' || report.type === 'list' || !result.data ? null : (
            <ChartSwitch
              result={result.data}
              value={chart}
              onChange={(type) => setQuery({ chart: type ?? (report.chart ? 'auto' : undefined) }, { replace: true })}
            />
          )}
        </div>
        <div className="report-body">
          <ReportView entry={shown} query={result} opened={cell ?? undefined} onOpen={setCell} />
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

/** What is rarely wanted of a report of one's own. */
function RemoveMenu({ entry }: { readonly entry: ReportEntry }) {
  const t = useTexts(reportTexts)
  const queries = useQueryClient()
  const { go } = usePage()
  const report = entry.document
  const remove = async () => {
    if (entry.own === undefined) return
    const answer = await client.definitions.deleteMine('reports', entry.own)
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await queries.invalidateQueries({ queryKey: ['mine', 'reports'] })
    go('/reports')
    const document = { ...report, kind: 'report', key: report.key ?? 'report' }
    showToast(t('deleted'), {
      onUndo: async () => {
        const again = await client.definitions.createMine('reports', { document, shareWith: entry.shareWith ?? [] })
        await queries.invalidateQueries({ queryKey: ['mine', 'reports'] })
        if (again.ok) go(`/reports/~${again.value.id}`)
      },
    })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('more')}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} stroke={1.5} aria-hidden="true" />}
          onClick={() => void remove()}
        >
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
