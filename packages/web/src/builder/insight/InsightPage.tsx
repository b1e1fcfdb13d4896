import { ActionIcon, Button, EmptyState, type Label, showToast, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconChartBar, IconLayoutDashboard, IconPlus, IconTrash, type TablerIcon } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { usePage } from '../../app/use-page.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey, ofKind } from '../draft/document.ts'
import { Frame } from '../frame/Frame.tsx'
import { Change, servedOf } from '../parts/Change.tsx'
import { Help } from '../parts/Help.tsx'
import { insightTexts } from './insight-texts.ts'
import './insight.css'

type Line = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly about: string
  readonly open: string
}

/** Every report and dashboard of the workspace, with the way to where it is drawn. */
export function InsightPage() {
  const t = useTexts(insightTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { go } = usePage()
  const { documents } = useDraft()
  const byName = (one: Line, other: Line) => one.name.localeCompare(other.name, language)
  const nameOf = (each: { readonly key: string; readonly label?: Label }) => label(each.label, each.key)
  const reports = ofKind(documents, 'report')
    .map((report): Line => {
      const entity = entityByKey(documents, report.entity ?? '')
      return {
        id: report.id,
        key: report.key,
        name: nameOf(report),
        about: [t(report.type), entity ? nameOf(entity) : ''].filter((each) => each !== '').join(' · '),
        open: addresses.report(report.key),
      }
    })
    .toSorted(byName)
  const dashboards = ofKind(documents, 'dashboard')
    .map((dashboard): Line => {
      const roles = ofKind(documents, 'role').filter((role) => role.home === dashboard.key)
      const home =
        roles.length > 0 ? t('homeOf', { roles: roles.map(nameOf).join(language.startsWith('zh') ? '、' : ', ') }) : ''
      return {
        id: dashboard.id,
        key: dashboard.key,
        name: nameOf(dashboard),
        about: [t('tiles', { count: dashboard.tiles.length }), home].filter((each) => each !== '').join(' · '),
        open: addresses.dashboard(dashboard.key),
      }
    })
    .toSorted(byName)
  const create = (
    <Button leftSection={<IconPlus size={14} stroke={1.5} />} onClick={() => go('/reports/new')}>
      {t('newReport')}
    </Button>
  )
  return (
    <Frame>
      <div className="builder-page">
        <div className="row builder-page-head">
          <h1>{b('insight')}</h1>
          <Help about={t('help')} text={t('intro')} />
          <span className="grow" />
          {reports.length > 0 ? create : null}
        </div>
        {reports.length === 0 ? (
          <EmptyState
            icon={<IconChartBar size={24} stroke={1.5} />}
            title={t('emptyTitle')}
            text={t('emptyText')}
            actions={create}
          >
            <p className="small quiet">{t('emptyExample')}</p>
          </EmptyState>
        ) : (
          <Lines title={t('reports')} icon={IconChartBar} lines={reports} />
        )}
        {dashboards.length === 0 ? (
          <p className="small quiet">{t('noDashboards')}</p>
        ) : (
          <Lines title={t('dashboards')} icon={IconLayoutDashboard} lines={dashboards} />
        )}
      </div>
    </Frame>
  )
}

function Lines({
  title,
  icon: Icon,
  lines,
}: {
  readonly title: string
  readonly icon: TablerIcon
  readonly lines: readonly Line[]
}) {
  const t = useTexts(insightTexts)
  const b = useTexts(builderTexts)
  const { documents, inService, remove, undo } = useDraft()
  return (
    <section>
      <h2 className="insight-title">{title}</h2>
      <ul className="builder-sheet insight-lines">
        {lines.map((line) => {
          const document = documents.find((each) => each.id === line.id)
          const served = document && servedOf(inService, document)
          return (
            <li key={line.id} className="row insight-line">
              <Icon size={16} stroke={1.5} aria-hidden="true" className="faint" />
              <span className="people-name">
                <b className="cut">{line.name}</b>
                <span className="quiet small cut">{line.about}</span>
              </span>
              {document ? <Change now={document} before={served} /> : null}
              {served ? (
                <>
                  <Link className="link" to={line.open} aria-label={t('openOf', { name: line.name })}>
                    {t('open')}
                  </Link>
                  <Link
                    className="link"
                    to={line.open}
                    search={{ edit: '1' }}
                    aria-label={t('editOf', { name: line.name })}
                  >
                    {t('edit')}
                  </Link>
                </>
              ) : (
                <span className="small quiet">{t('notLive')}</span>
              )}
              <ActionIcon
                size="sm"
                aria-label={t('remove', { name: line.name })}
                onClick={() => {
                  remove(line.id)
                  showToast(b('removed', { label: line.name }), { onUndo: undo })
                }}
              >
                <IconTrash size={14} stroke={1.5} />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
