import { NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { withProperties } from '../edits/lists.ts'
import { Section } from '../parts/Section.tsx'
import { navigationTexts } from './navigation-texts.ts'

/** The dashboard that each role has as its home. */
export function RoleHomes() {
  const t = useTexts(navigationTexts)
  const label = useLabel()
  const { documents, put } = useDraft()
  const dashboards = ofKind(documents, 'dashboard')
  return (
    <Section>
      <p className="small quiet">{t('homesHelp')}</p>
      {ofKind(documents, 'role').map((role) => (
        <NativeSelect
          key={role.id}
          label={label(role.label, role.key)}
          aria-label={t('homeOf', { role: label(role.label, role.key) })}
          value={role.home ?? ''}
          data={[
            { value: '', label: t('homeUsual') },
            ...dashboards.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
            ...(role.home !== undefined && !dashboards.some((each) => each.key === role.home) ? [role.home] : []),
          ]}
          onChange={(event) => put(withProperties(role, { home: event.currentTarget.value || undefined }))}
        />
      ))}
    </Section>
  )
}
