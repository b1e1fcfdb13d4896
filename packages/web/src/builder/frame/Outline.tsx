import { type Label, useLabel, useLanguage, useTexts } from '@atelier/ui'
import {
  IconBolt,
  IconChartBar,
  IconDatabase,
  IconDatabaseCog,
  IconForms,
  IconHistory,
  IconLanguage,
  IconLayoutSidebar,
  IconListDetails,
  IconRoute,
  IconRubberStamp,
  IconSettings,
  IconShieldLock,
  IconTable,
  IconTemplate,
  IconUsers,
  type TablerIcon,
} from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { addresses } from '../../app/addresses.ts'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { type Documents, entitiesOf, ofKind } from '../draft/document.ts'

type Named = { readonly key: string; readonly label?: Label }

/** Everything that can be built, by kind and name. */
export function Outline() {
  const t = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { documents, inService } = useDraft()
  const { params } = usePage()
  const byName = (one: Named, other: Named) =>
    label(one.label, one.key).localeCompare(label(other.label, other.key), language)
  const served = new Map(inService.map((document) => [document.id, document]))
  const heading = (to: string, text: string, Icon: TablerIcon, children?: ReactNode) => (
    <div key={to} className="builder-outline-group">
      <Link
        to={to}
        className="nav-link builder-outline-head"
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={{ className: 'nav-link builder-outline-head is-on', 'aria-current': 'page' }}
      >
        <Icon size={16} stroke={1.5} aria-hidden="true" />
        <span className="cut">{text}</span>
      </Link>
      {children}
    </div>
  )
  const item = (document: (typeof documents)[number], to: string) => (
    <Link
      key={document.id}
      to={to}
      className="nav-link builder-outline-item"
      activeOptions={{ exact: true, includeSearch: false }}
      activeProps={{ className: 'nav-link builder-outline-item is-on', 'aria-current': 'page' }}
    >
      <span className="cut grow">{label(document.label, document.key)}</span>
      {served.get(document.id) !== document && JSON.stringify(served.get(document.id)) !== JSON.stringify(document) ? (
        <span className="dot builder-dirty" title={t(served.has(document.id) ? 'edited' : 'isNew')} />
      ) : null}
    </Link>
  )
  const here = `/builder/${(params._splat ?? '').split('/')[0]}`
  /** `folded`: there may be many, so they are listed only while one is among them. */
  const areas: readonly {
    readonly to: string
    readonly text: string
    readonly icon: TablerIcon
    readonly items: Documents
    readonly item: (key: string) => string
    readonly folded?: true
  }[] = [
    {
      to: builderAddresses.entities(),
      text: t('entities'),
      icon: IconDatabase,
      items: entitiesOf(documents),
      item: (key: string) => builderAddresses.entity(key),
    },
    {
      to: builderAddresses.pipelines(),
      text: t('pipelines'),
      icon: IconRoute,
      items: ofKind(documents, 'pipeline'),
      item: (key: string) => builderAddresses.pipeline(key),
    },
    {
      to: builderAddresses.approvals(),
      text: t('approvals'),
      icon: IconRubberStamp,
      items: ofKind(documents, 'approval'),
      folded: true,
      item: (key: string) => builderAddresses.approval(key),
    },
    {
      to: builderAddresses.automations(),
      text: t('automations'),
      icon: IconBolt,
      items: ofKind(documents, 'automation'),
      folded: true,
      item: (key: string) => builderAddresses.automation(key),
    },
    {
      to: builderAddresses.forms(),
      text: t('forms'),
      icon: IconForms,
      items: ofKind(documents, 'form'),
      folded: true,
      item: (key: string) => builderAddresses.form(key),
    },
    {
      to: builderAddresses.views(),
      text: t('views'),
      icon: IconTable,
      items: ofKind(documents, 'view'),
      folded: true,
      item: builderAddresses.view,
    },
    {
      to: builderAddresses.optionSets(),
      text: t('optionSets'),
      icon: IconListDetails,
      items: ofKind(documents, 'optionset'),
      folded: true,
      item: builderAddresses.optionSet,
    },
    {
      to: builderAddresses.roles(),
      text: t('roles'),
      icon: IconShieldLock,
      items: ofKind(documents, 'role'),
      item: builderAddresses.role,
    },
  ]
  return (
    <nav className="builder-outline">
      {areas.map(({ to, text, icon, items, item: at, folded }) =>
        heading(
          to,
          text,
          icon,
          folded && here !== to ? null : items.toSorted(byName).map((each) => item(each, at(each.key))),
        ),
      )}
      {heading(builderAddresses.insight(), t('insight'), IconChartBar)}
      {heading(builderAddresses.navigation(), t('navigation'), IconLayoutSidebar)}
      {heading(addresses.settings('people'), t('people'), IconUsers)}
      {heading(builderAddresses.translations(), t('translations'), IconLanguage)}
      {heading(builderAddresses.workspace(), t('workspace'), IconSettings)}
      {heading(builderAddresses.templates(), t('templates'), IconTemplate)}
      {heading(builderAddresses.revisions(), t('revisions'), IconHistory)}
      {heading(builderAddresses.upkeep(), t('upkeep'), IconDatabaseCog)}
    </nav>
  )
}
