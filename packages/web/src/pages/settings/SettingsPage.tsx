import { EmptyState, useTexts } from '@atelier/ui'
import { IconArrowLeft, IconLock } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { type Section, sections } from './sections.ts'
import { settingsTexts } from './settings-texts.ts'
import './settings.css'

/** One's own settings and the workspace's, each section at an address of its own: `/settings/<section>`. */
export function SettingsPage() {
  const t = useTexts(settingsTexts)
  const me = useMe()
  const { params } = usePage()
  const [wanted] = (params._splat ?? '').split('/').filter((each) => each !== '')
  const open = sections.filter((section) => section.isFor(me))
  const shown = wanted === undefined ? open[0] : open.find(({ key }) => key === wanted)
  usePageTitle(shown ? `${t(shown.key)} · ${t('title')}` : t('title'))
  const isKnown = wanted === undefined || sections.some(({ key }) => key === wanted)
  return (
    <div className={`settings${wanted === undefined ? ' is-start' : ''}`}>
      <nav className="settings-nav" aria-label={t('title')}>
        <h2 className="settings-nav-title">{t('title')}</h2>
        {(['me', 'workspace'] as const).map((of) => (
          <SectionLinks key={of} title={t(of)} of={open.filter((section) => section.of === of)} shown={shown} />
        ))}
      </nav>
      <div className="settings-body">
        <Link to={addresses.settings()} className="settings-back">
          <IconArrowLeft size={16} stroke={1.5} aria-hidden="true" />
          {t('title')}
        </Link>
        {shown ? (
          <section className={`settings-section is-${shown.key}`} aria-labelledby="settings-title">
            <header>
              <h1 id="settings-title">{t(shown.key)}</h1>
              <p className="quiet">{t(`${shown.key}Text`)}</p>
            </header>
            <shown.Body />
          </section>
        ) : isKnown ? (
          <EmptyState icon={<IconLock size={24} stroke={1.5} />} title={t('notAllowed')} text={t('notAllowedText')} />
        ) : (
          <NotFoundPage />
        )}
      </div>
    </div>
  )
}

function SectionLinks({
  title,
  of,
  shown,
}: {
  readonly title: string
  readonly of: readonly Section[]
  readonly shown: Section | undefined
}) {
  const t = useTexts(settingsTexts)
  if (of.length === 0) return null
  return (
    <div className="settings-nav-group">
      <h3 className="rail-title">{title}</h3>
      {of.map(({ key, icon: Icon }) => (
        <Link
          key={key}
          to={addresses.settings(key)}
          className={`nav-link${shown?.key === key ? ' is-on' : ''}`}
          aria-current={shown?.key === key ? 'page' : undefined}
        >
          <Icon size={16} stroke={1.5} aria-hidden="true" />
          <span className="cut">{t(key)}</span>
        </Link>
      ))}
    </div>
  )
}
