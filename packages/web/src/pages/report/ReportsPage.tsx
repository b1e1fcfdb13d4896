import { Button, EmptyState, TextInput, useFormat, useLabel, useTexts } from '@atelier/ui'
import {
  IconChartBar,
  IconFilter,
  IconLayoutDashboard,
  IconList,
  IconPlus,
  IconSearch,
  IconTrendingUp,
} from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { useDashboards } from '../dashboard/use-dashboards.ts'
import { reportTexts } from './report-texts.ts'
import { reportEntity } from './sentence.ts'
import { type ReportEntry, useReports } from './use-reports.ts'
import './report.css'

const icons = {
  summary: IconChartBar,
  funnel: IconFilter,
  forecast: IconTrendingUp,
  list: IconList,
  cohort: IconChartBar,
} as const
const kinds = {
  summary: 'typeSummary',
  funnel: 'typeFunnel',
  forecast: 'typeForecast',
  list: 'typeList',
  cohort: 'typeCohort',
} as const

/** Every report one may open, and the way to a new one. */
export function ReportsPage() {
  const t = useTexts(reportTexts)
  const say = useLabel()
  const { language } = useFormat()
  const { go } = usePage()
  const { reports, loading } = useReports()
  const { dashboards } = useDashboards()
  const [text, setText] = useState('')
  usePageTitle(t('title'))
  const wanted = text.trim().toLocaleLowerCase(language)
  const found = reports.filter((entry) => say(entry.label, entry.key).toLocaleLowerCase(language).includes(wanted))
  const boards = dashboards.filter((entry) => say(entry.label, entry.key).toLocaleLowerCase(language).includes(wanted))
  const groups = [
    { name: t('ofWorkspace'), entries: found.filter((entry) => entry.own === undefined) },
    { name: t('mine'), entries: found.filter((entry) => entry.own !== undefined) },
  ].filter((group) => group.entries.length > 0)
  const create = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => go('/reports/new')}>
      {t('create')}
    </Button>
  )
  return (
    <div className="report-main">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="grow" />
        {reports.length > 5 ? (
          <TextInput
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            leftSection={<IconSearch size={14} stroke={1.5} />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ) : null}
        <Button leftSection={<IconLayoutDashboard size={16} stroke={1.5} />} onClick={() => go('/dashboards/new')}>
          {t('createDashboard')}
        </Button>
        {create}
      </header>
      <div className="report-body">
        {!loading && reports.length === 0 ? (
          <EmptyState
            icon={<IconChartBar size={24} stroke={1.5} />}
            title={t('emptyTitle')}
            text={t('emptyText')}
            actions={create}
          />
        ) : null}
        {boards.length > 0 ? (
          <section className="report-group">
            <h3>{t('dashboards')}</h3>
            <ul>
              {boards.map((board) => (
                <li key={board.key}>
                  <Link to={addresses.dashboard(board.key)} className="row report-line">
                    <IconLayoutDashboard size={16} stroke={1.5} aria-hidden="true" />
                    <span className="grow cut">{say(board.label, board.key)}</span>
                    <span className="faint small nowrap">
                      {board.own === undefined ? '' : t(board.mine ? 'mineBadge' : 'sharedBadge')}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {groups.map((group) => (
          <section key={group.name} className="report-group">
            <h3>{group.name}</h3>
            <ul>
              {group.entries.map((entry) => (
                <ReportLine key={entry.key} entry={entry} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
}

function ReportLine({ entry }: { readonly entry: ReportEntry }) {
  const t = useTexts(reportTexts)
  const say = useLabel()
  const workspace = useWorkspace()
  const Icon = icons[entry.document.type]
  const entity = workspace.entities.get(reportEntity(entry.document, workspace))
  return (
    <li>
      <Link to={addresses.report(entry.key)} className="row report-line">
        <Icon size={16} stroke={1.5} aria-hidden="true" />
        <span className="grow cut">{say(entry.label, entry.key)}</span>
        <span className="faint small nowrap">
          {[entity ? say(entity.label) : '', t(kinds[entry.document.type])].filter(Boolean).join(' · ')}
        </span>
      </Link>
    </li>
  )
}
