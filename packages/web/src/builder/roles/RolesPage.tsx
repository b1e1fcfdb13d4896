import { useLanguage, useTexts } from '@atelier/ui'
import { IconShieldLock } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { keyFor, newId } from '../edits/names.ts'
import { newRole } from '../edits/role.ts'
import { AddByName } from '../parts/AddByName.tsx'
import { ListPage } from '../parts/ListPage.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { roleTexts } from './role-texts.ts'

/** All roles but the administrator's, which nobody draws. */
export function RolesPage() {
  const t = useTexts(roleTexts)
  const b = useTexts(builderTexts)
  const language = useLanguage()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const roles = ofKind(documents, 'role')
  const add = (name: string) => {
    const key = keyFor(name, 'role', ['admin', ...roles.map((role) => role.key)])
    put(newRole({ id: newId('rol'), key, label: labelFrom(name, language) }))
    go(builderAddresses.role(key))
  }
  return (
    <ListPage
      title={b('roles')}
      intro={t('intro')}
      items={roles}
      to={(role) => builderAddresses.role(role.key)}
      about={(role) => t('grants', { count: new Set(role.grants.map((grant) => grant.entity)).size })}
      adding={<AddByName label={t('addLabel')} placeholder={t('addPlaceholder')} onAdd={add} />}
      empty={{ icon: IconShieldLock, title: t('emptyTitle'), text: t('emptyText') }}
    />
  )
}
