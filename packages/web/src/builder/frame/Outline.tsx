import { type Label, useLabel, useLanguage, useTexts } from '@atelier/ui'
import {
  IconDatabase,
  IconHistory,
  IconRoute,
  IconShieldLock,
  IconTemplate,
  IconUsers,
  type TablerIcon,
} from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, ofKind } from '../draft/document.ts'

type Named = { readonly key: string; readonly label?: Label }

/** Everything that can be built, by kind and name. */
export function Outline() {
  const t = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { documents, inService } = useDraft()
  const byName = (one: Named, other: Named) =>
    label(one.label, one.key).localeCompare(label(other.label, other.key), language)
  const served = new Map(inService.map((document) => [document.id, document]))
  const heading = (to: string, text: string, Icon: TablerIcon, children?: ReactNode) => (
    <div className="builder-outline-group">
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
  return (
    <nav className="builder-outline">
      {heading(
        builderAddresses.entities(),
        t('entities'),
        IconDatabase,
        entitiesOf(documents)
          .toSorted(byName)
          .map((each) => item(each, builderAddresses.entity(each.key))),
      )}
      {heading(
        builderAddresses.pipelines(),
        t('pipelines'),
        IconRoute,
        ofKind(documents, 'pipeline')
          .toSorted(byName)
          .map((each) => item(each, builderAddresses.pipeline(each.key))),
      )}
      {heading(
        builderAddresses.roles(),
        t('roles'),
        IconShieldLock,
        ofKind(documents, 'role')
          .toSorted(byName)
          .map((each) => item(each, builderAddresses.role(each.key))),
      )}
      {heading(builderAddresses.people(), t('people'), IconUsers)}
      {heading(builderAddresses.templates(), t('templates'), IconTemplate)}
      {heading(builderAddresses.revisions(), t('revisions'), IconHistory)}
    </nav>
  )
}
