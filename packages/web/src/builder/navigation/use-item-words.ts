import type { NavigationItem } from '@atelier/definitions'
import { useLabel, useTexts } from '@atelier/ui'
import { isShown } from '../../app/is-shown.ts'
import { iconOf } from '../../app/navigation.tsx'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { rolesOf, targetOf } from '../edits/navigation.ts'
import { navigationTexts } from './navigation-texts.ts'

/** Says items of the navigation: what they are called, their icon, for whom they are. */
export function useNavigationWords() {
  const t = useTexts(navigationTexts)
  const label = useLabel()
  const me = useMe()
  const { documents } = useDraft()
  const nameOf = (item: NavigationItem): string => {
    const own = label(item.label)
    if (own !== '') return own
    const target = targetOf(item.go)
    switch (target?.kind) {
      case 'entity':
        return label(ofKind(documents, 'entity').find((each) => each.key === target.entity)?.label, target.entity)
      case 'report':
      case 'dashboard':
        return label(ofKind(documents, target.kind).find((each) => each.key === target.key)?.label, target.key)
      case 'url':
        return target.url
      case 'home':
        return t('openHome')
      case 'inbox':
        return t('openInbox')
      default:
        return t('noLabel')
    }
  }
  const icon = (item: NavigationItem) => {
    const target = targetOf(item.go)
    return iconOf(item.icon, target?.kind === 'entity' ? target.entity : target?.kind)
  }
  const whoSees = (item: NavigationItem): string => {
    const roles = rolesOf(item.when)
    if (roles === 'everybody') return ''
    if (roles === undefined) return t('byRule')
    return roles.map((key) => label(ofKind(documents, 'role').find((each) => each.key === key)?.label, key)).join(' · ')
  }
  /** Whether somebody with this role alone sees an item; without a role everything is shown. */
  const isFor = (item: NavigationItem, role: string): boolean =>
    role === '' || isShown(item.when, { ...me, roles: [{ key: role, label: { en: role } }] })
  return { nameOf, icon, whoSees, isFor }
}
