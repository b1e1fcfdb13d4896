import type { Permit, RoleDocument } from '@atelier/definitions'
import { Checkbox, NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind, roleByKey } from '../draft/document.ts'
import { withProperties } from '../edits/lists.ts'
import { hasPermit, setPermit } from '../edits/role.ts'
import { Frame } from '../frame/Frame.tsx'
import { DeleteDocument } from '../parts/DeleteDocument.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { Section } from '../parts/Section.tsx'
import { useDirectory } from '../preview/use-directory.ts'
import { RoleMatrix } from './RoleMatrix.tsx'
import { roleTexts } from './role-texts.ts'
import { SeenAs } from './SeenAs.tsx'

const permits = [
  ['build', 'mayBuild'],
  ['publish', 'mayPublish'],
  ['manageUsers', 'mayManageUsers'],
  ['audit', 'mayAudit'],
  ['importHistory', 'mayImportHistory'],
  ['impersonate', 'mayImpersonate'],
  ['override', 'mayOverride'],
] as const satisfies readonly (readonly [Permit, string])[]

/** One role: the matrix of its rights, and what it may do beyond records. */
export function RolePage({ role: key }: { readonly role: string }) {
  const { documents } = useDraft()
  const role = roleByKey(documents, key)
  return role ? <OneRole role={role} /> : <NotFound />
}

function OneRole({ role }: { readonly role: RoleDocument }) {
  const t = useTexts(roleTexts)
  const label = useLabel()
  const { go, query, setQuery } = usePage()
  const people = useDirectory()
  const seen = people.find((person) => person.id === query.as)
  const { documents, put } = useDraft()
  return (
    <Frame
      right={{
        title: <b>{t('role')}</b>,
        body: (
          <>
            <Section>
              <LabelInputs
                label={role.label}
                fallback={role.key}
                onChange={(text) => put(withProperties(role, { label: text }), `${role.id}/label`)}
              />
              <KeyInput
                value={role.key}
                taken={['admin', ...ofKind(documents, 'role').map((each) => each.key)]}
                onChange={(next) => {
                  put({ ...role, key: next })
                  go(builderAddresses.role(next), { replace: true })
                }}
              />
            </Section>
            <Section title={t('may')}>
              {permits.map(([permit, text]) => (
                <Checkbox
                  key={permit}
                  label={t(text)}
                  checked={hasPermit(role, permit)}
                  onChange={(event) => put(setPermit(role, permit, event.currentTarget.checked))}
                />
              ))}
            </Section>
            <DeleteDocument document={role} text={t('deleteRoleText')} to={builderAddresses.roles()}>
              {t('deleteRole')}
            </DeleteDocument>
          </>
        ),
      }}
    >
      <div className="builder-page is-wide">
        <div className="row builder-page-head">
          <h1>{label(role.label, role.key)}</h1>
          <span className="quiet small grow">{t('matrixText')}</span>
          {people.length > 1 ? (
            <span className="row small quiet">
              {t('seeAs')}
              <NativeSelect
                aria-label={t('seeAs')}
                value={seen?.id ?? ''}
                data={[
                  { value: '', label: t('seeRole') },
                  ...people.map((person) => ({ value: person.id, label: person.name })),
                ]}
                onChange={(event) => setQuery({ as: event.currentTarget.value || undefined }, { replace: true })}
              />
            </span>
          ) : null}
        </div>
        {seen ? <SeenAs person={seen.id} name={seen.name} /> : <RoleMatrix role={role} />}
        <p className="small faint">{t('scopesText')}</p>
      </div>
    </Frame>
  )
}
