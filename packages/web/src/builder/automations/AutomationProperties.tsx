import type { AutomationDocument } from '@atelier/definitions'
import { NativeSelect, Switch, useTexts } from '@atelier/ui'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { editAutomation, isEnabled, setEnabled, setRun } from '../edits/automation.ts'
import { DeleteDocument } from '../parts/DeleteDocument.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { automationTexts } from './automation-texts.ts'

/** What an automation is called, whether it is on, and how it runs. */
export function AutomationProperties({ automation }: { readonly automation: AutomationDocument }) {
  const t = useTexts(automationTexts)
  const { go } = usePage()
  const { documents, put } = useDraft()
  const run = automation.run ?? {}
  return (
    <>
      <Section>
        <Switch
          label={t('enabled')}
          description={t('enabledHelp')}
          checked={isEnabled(automation)}
          onChange={(event) => put(setEnabled(automation, event.currentTarget.checked))}
        />
        <LabelInputs
          label={automation.label}
          fallback={automation.key}
          onChange={(label) => put(editAutomation(automation, { label }), `${automation.id}/label`)}
        />
        <KeyInput
          value={automation.key}
          taken={ofKind(documents, 'automation').map((each) => each.key)}
          onChange={(key) => {
            put(editAutomation(automation, { key }))
            go(builderAddresses.automation(key), { replace: true })
          }}
        />
      </Section>
      <Section title={t('run')}>
        <NativeSelect
          label={t('runAs')}
          value={run.as ?? 'system'}
          data={[
            { value: 'system', label: t('asSystem') },
            { value: 'starter', label: t('asStarter') },
            { value: 'owner', label: t('asOwner') },
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget
            put(setRun(automation, { as: value === 'starter' || value === 'owner' ? value : undefined }))
          }}
        />
        <NativeSelect
          label={t('reenter')}
          value={run.reenter ?? 'once'}
          data={[
            { value: 'once', label: t('once') },
            { value: 'always', label: t('always') },
          ]}
          onChange={(event) =>
            put(setRun(automation, { reenter: event.currentTarget.value === 'always' ? 'always' : undefined }))
          }
        />
        <NativeSelect
          label={t('onBulk')}
          value={run.onBulk ?? 'each'}
          data={[
            { value: 'each', label: t('each') },
            { value: 'batch', label: t('batch') },
          ]}
          onChange={(event) =>
            put(setRun(automation, { onBulk: event.currentTarget.value === 'batch' ? 'batch' : undefined }))
          }
        />
      </Section>
      <DeleteDocument document={automation} text={t('deleteText')} to={builderAddresses.automations()}>
        {t('deleteAutomation')}
      </DeleteDocument>
    </>
  )
}
