import { EmptyState, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconShieldLock } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { keyFor, newId } from '../edits/names.ts'
import { newRole } from '../edits/role.ts'
import { Frame } from '../frame/Frame.tsx'
import { AddByName } from '../parts/AddByName.tsx'
import { Change, servedOf } from '../parts/Change.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { roleTexts } from './role-texts.ts'

/** All roles but the administrator's, which nobody draws. */
export function RolesPage() {
  const t = useTexts(roleTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { go } = usePage()
  const { documents, inService, put } = useDraft()
  const roles = ofKind(documents, 'role')
  const add = (name: string) => {
    const key = keyFor(name, 'role', ['admin', ...roles.map((role) => role.key)])
    put(newRole({ id: newId('rol'), key, label: labelFrom(name, language) }))
    go(builderAddresses.role(key))
  }
  const adding = <AddByName label={t('addLabel')} placeholder={t('addPlaceholder')} onAdd={add} />
  return (
    <Frame>
      <div className="builder-page">
        {roles.length === 0 ? (
          <EmptyState icon={<IconShieldLock size={24} stroke={1.5} />} title={t('emptyTitle')} text={t('emptyText')}>
            {adding}
          </EmptyState>
        ) : (
          <>
            <h1>{b('roles')}</h1>
            <p className="quiet">{t('intro')}</p>
            {adding}
            <ul className="entity-cards">
              {roles.map((role) => (
                <li key={role.id}>
                  <Link to={builderAddresses.role(role.key)} className="entity-card">
                    <span className="row">
                      <b className="cut grow">{label(role.label, role.key)}</b>
                      <Change now={role} before={servedOf(inService, role)} />
                    </span>
                    <span className="quiet small">
                      {t('grants', { count: new Set(role.grants.map((grant) => grant.entity)).size })}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Frame>
  )
}
