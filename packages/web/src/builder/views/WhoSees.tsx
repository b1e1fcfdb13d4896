import type { NavigationItem } from '@atelier/definitions'
import { Badge, Checkbox, useLabel, useTexts } from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { findItem, itemsOf, setViewShown, targetOf } from '../edits/navigation.ts'
import { scopeOf } from '../edits/role.ts'
import { Section } from '../parts/Section.tsx'
import { usePersonWords } from '../parts/use-person-words.ts'
import type { ViewSettingsProps } from './list-fields.ts'
import { viewDesignTexts } from './view-design-texts.ts'

/** Who sees a view: the roles that may read its records, and where the navigation names it. */
export function WhoSees({ view, entity }: ViewSettingsProps) {
  const t = useTexts(viewDesignTexts)
  const label = useLabel()
  const words = usePersonWords(entity)
  const { documents, put } = useDraft()
  const roles = ofKind(documents, 'role').filter((role) => scopeOf(role, view.entity, 'read') !== 'none')
  const [navigation] = ofKind(documents, 'navigation')
  const items = navigation ? itemsOf(navigation, view.entity) : []
  const nameOf = (item: NavigationItem) => {
    const group = navigation && findItem(navigation, item.id)?.group
    const own = label(item.label, label(entity?.label, view.entity))
    return group ? `${label(group.label)} › ${own}` : own
  }
  return (
    <Section title={t('who')}>
      <p className="small quiet">{t(roles.length === 0 ? 'whoNobody' : 'whoHelp')}</p>
      <span className="people-tags">
        {roles.map((role) => (
          <Badge key={role.id}>{label(role.label, role.key)}</Badge>
        ))}
        <Badge>{words('role:admin')}</Badge>
      </span>
      <div className="field-label">{t('inNavigation')}</div>
      {items.map((item) => {
        const target = targetOf(item.go)
        return (
          <Checkbox
            key={item.id}
            label={nameOf(item)}
            checked={target?.kind === 'entity' && target.views.includes(view.key)}
            onChange={(event) => {
              if (navigation) put(setViewShown(navigation, item, view.key, event.currentTarget.checked))
            }}
          />
        )
      })}
      <p className="small quiet">{t(items.length > 0 ? 'inNavigationHelp' : 'notInNavigation')}</p>
      <Link className="link" to={builderAddresses.navigation()}>
        {t('toNavigation')}
      </Link>
    </Section>
  )
}
