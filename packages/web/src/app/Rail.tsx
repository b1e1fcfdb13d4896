import { ActionIcon, Kbd, openPalette, shortcut, Tooltip, useLabel, useTexts } from '@atelier/ui'
import {
  IconHelpCircle,
  IconHome,
  IconInbox,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconReportAnalytics,
  IconSearch,
  IconTemplate,
  IconTools,
} from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { useMe, useWorkspace } from '../workspace/WorkspaceContext.tsx'
import { addresses } from './addresses.ts'
import { type NavLink, navigationGroups } from './navigation.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { shellTexts } from './shell-texts.ts'
import { useInboxCount } from './use-inbox-count.ts'

export type RailProps = {
  readonly collapsed: boolean
  readonly onCollapse: (() => void) | undefined
  /** Something was opened. */
  readonly onGo: () => void
  readonly onHelp: () => void
}

/** The left rail: workspace, search, home, inbox, what the admin put there, and at the bottom builder, help and person. */
export function Rail({ collapsed, onCollapse, onGo, onHelp }: RailProps) {
  const t = useTexts(shellTexts)
  const label = useLabel()
  const workspace = useWorkspace()
  const me = useMe()
  const waiting = useInboxCount()
  const name = label(workspace.label)
  const link = ({ id, label: text, to, icon: Icon }: NavLink, count?: number) => {
    const [path = to, search = ''] = to.split('?')
    return (
      <Tooltip key={id} label={label(text)} position="right" disabled={!collapsed}>
        <Link
          to={path}
          search={Object.fromEntries(new URLSearchParams(search))}
          className="nav-link"
          activeProps={{ className: 'nav-link is-on', 'aria-current': 'page' }}
          activeOptions={{ exact: path === '/' || path === addresses.reports(), includeSearch: search !== '' }}
          onClick={onGo}
          data-tour={id}
        >
          <Icon size={16} stroke={1.5} aria-hidden="true" />
          <span className="nav-text cut">{label(text)}</span>
          {count ? <span className="nav-count">{count}</span> : null}
        </Link>
      </Tooltip>
    )
  }
  // Whoever has records to count may ask about them, also where the admin has put no report into the rail.
  const counted = [...workspace.entities.values()].some((entity) => !entity.system)
  const builder = me.may.has('build')
  return (
    <nav className="rail" aria-label={t('navigation')}>
      <div className="rail-head">
        <span className="rail-logo" aria-hidden="true">
          {[...name][0]?.toUpperCase()}
        </span>
        <span className="nav-text cut strong">{name}</span>
        {onCollapse ? (
          <ActionIcon
            size="xs"
            className="rail-fold"
            aria-label={t(collapsed ? 'expand' : 'collapse')}
            onClick={onCollapse}
          >
            {collapsed ? (
              <IconLayoutSidebarLeftExpand size={16} stroke={1.5} />
            ) : (
              <IconLayoutSidebarLeftCollapse size={16} stroke={1.5} />
            )}
          </ActionIcon>
        ) : null}
      </div>
      <button type="button" className="rail-search" data-tour="search" onClick={openPalette}>
        <IconSearch size={16} stroke={1.5} aria-hidden="true" />
        <span className="nav-text grow">{t('search')}</span>
        <span className="nav-text">
          <Kbd>{shortcut('K')}</Kbd>
        </span>
      </button>
      <div className="rail-scroll">
        {link({ id: 'home', label: t('home'), to: addresses.home(), icon: IconHome })}
        {link({ id: 'inbox', label: t('inbox'), to: addresses.inbox(), icon: IconInbox }, waiting)}
        {counted
          ? link({ id: 'reports', label: t('reports'), to: addresses.reports(), icon: IconReportAnalytics })
          : null}
        {navigationGroups(workspace, me).map((group, at) => (
          <div key={group.id} className="rail-group" data-tour={at === 0 ? 'lists' : undefined}>
            {group.label ? (
              <div className="rail-title nav-text">{label(group.label)}</div>
            ) : (
              <div className="rail-gap" />
            )}
            {group.links.map((each) => link(each))}
          </div>
        ))}
      </div>
      <div className="rail-foot">
        {builder && workspace.entities.size > 0
          ? link({ id: 'builder', label: t('builder'), to: addresses.builder(), icon: IconTools })
          : null}
        {builder
          ? link({ id: 'templates', label: t('templates'), to: addresses.templates(), icon: IconTemplate })
          : null}
        <button type="button" className="nav-link" data-tour="help" onClick={onHelp}>
          <IconHelpCircle size={16} stroke={1.5} aria-hidden="true" />
          <span className="nav-text cut">{t('help')}</span>
        </button>
        <PersonMenu onGo={onGo} />
      </div>
    </nav>
  )
}
