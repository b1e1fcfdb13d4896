import type { EntityDocument, FieldAccess, RoleDocument } from '@atelier/definitions'
import { useLabel, useTexts } from '@atelier/ui'
import { IconChevronDown, IconChevronRight } from '@atelier/ui/icons'
import { Fragment, useState } from 'react'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf } from '../draft/document.ts'
import { newId } from '../edits/names.ts'
import {
  actions,
  type CellScope,
  fieldAccessOf,
  scopeOf,
  scopes,
  setFieldAccess,
  setRow,
  setScope,
} from '../edits/role.ts'
import { RuleGrants } from './RuleGrants.tsx'
import { roleTexts } from './role-texts.ts'
import './roles.css'

const grantId = () => newId('grt')
const lineId = () => newId('fac')
const accesses = [
  ['hidden', 'hidden'],
  ['masked', 'masked'],
  ['read', 'accessRead'],
  ['write', 'write'],
] as const satisfies readonly (readonly [FieldAccess, string])[]

/** Entities by actions; each cell a scope, each row with its fields behind it. */
export function RoleMatrix({ role }: { readonly role: RoleDocument }) {
  const t = useTexts(roleTexts)
  const label = useLabel()
  const { documents, put } = useDraft()
  const [open, setOpen] = useState<string>()
  const entities = entitiesOf(documents)
  if (entities.length === 0) return <p className="quiet">{t('noEntities')}</p>
  const hasCustom = role.grants.some((grant) => typeof grant.scope !== 'string' || grant.fields !== undefined)
  const select = (value: CellScope | '', name: string, onChange: (scope: (typeof scopes)[number] | 'none') => void) => (
    <select
      aria-label={name}
      className={`scope-select is-${value === '' ? 'mixed' : value}`}
      value={value}
      onChange={(event) => {
        const next = (['none', ...scopes] as const).find((each) => each === event.currentTarget.value)
        if (next) onChange(next)
      }}
    >
      {value === '' ? <option value="">…</option> : null}
      <option value="none">{t('none')}</option>
      {scopes.map((scope) => (
        <option key={scope} value={scope}>
          {t(scope)}
        </option>
      ))}
      {value === 'custom' ? <option value="custom">{t('custom')}</option> : null}
    </select>
  )
  return (
    <div className="builder-sheet matrix-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t('entity')}</th>
            <th scope="col" className="matrix-row-all" aria-label={t('wholeRow', { entity: '' })} />
            {actions.map((action) => (
              <th key={action} scope="col">
                {t(action)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entities.map((entity) => {
            const name = label(entity.label, entity.key)
            const cells = actions.map((action) => scopeOf(role, entity.key, action))
            const [first = 'none'] = cells
            const expanded = open === entity.id
            return (
              <Fragment key={entity.id}>
                <tr>
                  <th scope="row">
                    <button
                      type="button"
                      className="matrix-name"
                      aria-expanded={expanded}
                      onClick={() => setOpen(expanded ? undefined : entity.id)}
                    >
                      {expanded ? (
                        <IconChevronDown size={14} stroke={1.5} aria-hidden="true" />
                      ) : (
                        <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
                      )}
                      <span className="cut">{name}</span>
                    </button>
                  </th>
                  <td className="matrix-row-all">
                    {select(
                      cells.every((cell) => cell === first) ? first : '',
                      t('wholeRow', { entity: name }),
                      (scope) => put(setRow(role, entity.key, scope, grantId)),
                    )}
                  </td>
                  {actions.map((action, index) => (
                    <td key={action}>
                      {select(cells[index] ?? 'none', t('cell', { action: t(action), entity: name }), (scope) =>
                        put(setScope(role, entity.key, action, scope, grantId)),
                      )}
                    </td>
                  ))}
                </tr>
                {expanded ? (
                  <tr className="matrix-fields">
                    <td colSpan={actions.length + 2}>
                      <FieldRights role={role} entity={entity} />
                      <RuleGrants role={role} entity={entity} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            )
          })}
        </tbody>
      </table>
      {hasCustom ? <p className="small quiet matrix-note">{t('customText')}</p> : null}
    </div>
  )
}

function FieldRights({ role, entity }: { readonly role: RoleDocument; readonly entity: EntityDocument }) {
  const t = useTexts(roleTexts)
  const label = useLabel()
  const { put } = useDraft()
  return (
    <>
      <p className="small quiet">{t('fieldsText')}</p>
      <div className="field-rights">
        {entity.fields.map((field) => {
          const name = label(field.label, field.key)
          const access = fieldAccessOf(role, entity.key, field.key)
          return (
            <label key={field.id} className="field-right">
              <span className="cut grow">{name}</span>
              <select
                className={`scope-select is-${access ?? 'none'}`}
                value={access ?? ''}
                onChange={(event) => {
                  const next = accesses.find(([value]) => value === event.currentTarget.value)?.[0]
                  put(setFieldAccess(role, entity.key, field.key, next, lineId))
                }}
              >
                <option value="">{t('asGranted')}</option>
                {accesses.map(([value, text]) => (
                  <option key={value} value={value}>
                    {t(text)}
                  </option>
                ))}
              </select>
            </label>
          )
        })}
      </div>
    </>
  )
}
