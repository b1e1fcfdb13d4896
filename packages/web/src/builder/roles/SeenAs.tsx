import { Badge, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, ofKind } from '../draft/document.ts'
import { actions, scopes } from '../edits/role.ts'
import { type EntityAccess, useAccess } from '../preview/use-access.ts'
import { roleTexts } from './role-texts.ts'

const tones = { hidden: 'bad', masked: 'warn', read: 'plain', write: 'plain' } as const
const words = { hidden: 'hidden', masked: 'masked', read: 'accessRead', write: 'write' } as const

/** What one person may do as the draft has it, all their roles together; each right with the role that gives it. */
export function SeenAs({ person, name }: { readonly person: string; readonly name: string }) {
  const t = useTexts(roleTexts)
  const label = useLabel()
  const separator = useLanguage().startsWith('zh') ? '、' : ', '
  const { documents } = useDraft()
  const access = useAccess(person)
  if (!access) return <div className="builder-sheet seen-as" aria-busy="true" />
  const roleName = (key: string) =>
    key === 'admin' ? t('admin') : label(ofKind(documents, 'role').find((each) => each.key === key)?.label, key)
  return (
    <section className="builder-sheet matrix-scroll" aria-label={t('seenAs', { name })}>
      <p className="small quiet matrix-note">
        {access.unlimited
          ? t('seenAll', { name })
          : access.roles.length === 0
            ? t('seenNothing', { name })
            : t('seenRoles', { name, roles: access.roles.map(roleName).join(separator) })}
      </p>
      {access.unlimited ? null : (
        <table className="matrix seen-as">
          <thead>
            <tr>
              <th scope="col">{t('entity')}</th>
              {actions.map((action) => (
                <th key={action} scope="col">
                  {t(action)}
                </th>
              ))}
              <th scope="col">{t('showFields')}</th>
            </tr>
          </thead>
          <tbody>
            {entitiesOf(documents).map((entity) => {
              const rights = access.entities.find((each) => each.entity === entity.key)
              const writes = rights?.grants.some((grant) => grant.action === 'update' || grant.action === 'create')
              const shown = (rights?.fields ?? []).filter((field) => writes || field.access !== 'read')
              return (
                <tr key={entity.id}>
                  <th scope="row">{label(entity.label, entity.key)}</th>
                  {actions.map((action) => (
                    <td key={action}>
                      <Right rights={rights} action={action} roleName={roleName} />
                    </td>
                  ))}
                  <td>
                    <span className="seen-fields">
                      {rights?.grants.length
                        ? shown.map(({ field, access: right }) => (
                            <Badge key={field} tone={tones[right]}>
                              {label(entity.fields.find((each) => each.key === field)?.label, field)} ·{' '}
                              {t(words[right])}
                            </Badge>
                          ))
                        : null}
                    </span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Right({
  rights,
  action,
  roleName,
}: {
  readonly rights: EntityAccess | undefined
  readonly action: string
  readonly roleName: (key: string) => string
}) {
  const t = useTexts(roleTexts)
  const separator = useLanguage().startsWith('zh') ? '、' : ', '
  const grants = (rights?.grants ?? []).filter((grant) => grant.action === action)
  const widest = scopes.findLast((scope) => grants.some((grant) => grant.scope === scope))
  if (grants.length === 0) return <span className="faint">{t('none')}</span>
  const giving = grants.filter((grant) => widest === undefined || grant.scope === widest)
  return (
    <span title={[...new Set(giving.map((grant) => roleName(grant.role)))].join(separator)}>
      {t(widest ?? 'custom')}
      {widest !== undefined && widest !== 'all' && grants.some((grant) => typeof grant.scope === 'object')
        ? ` + ${t('custom')}`
        : ''}
    </span>
  )
}
