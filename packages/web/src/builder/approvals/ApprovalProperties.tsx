import type { ApprovalDocument, EntityDocument } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { Checkbox, MultiSelect, NativeSelect, Switch, useLabel, useTexts } from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { editApproval, setLock } from '../edits/approval.ts'
import type { PartChange } from '../edits/lists.ts'
import { DeleteDocument } from '../parts/DeleteDocument.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { PersonsInput } from '../parts/PersonsInput.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { approvalTexts } from './approval-texts.ts'
import { gatesFor } from './gates-for.ts'

const starts = [
  ['button', 'startButton'],
  ['gate', 'startGate'],
  ['automation', 'startAutomation'],
] as const

/** What an approval is called, how and when it starts, what it locks, and which gates wait for it. */
export function ApprovalProperties({
  approval,
  entity,
}: {
  readonly approval: ApprovalDocument
  readonly entity: EntityDocument | undefined
}) {
  const t = useTexts(approvalTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const change = (part: PartChange<ApprovalDocument>, about?: string) =>
    put(editApproval(approval, part), about && `${approval.id}/${about}`)
  const gates = gatesFor(documents, approval.key)
  // Only what people write can be held still.
  const fields = (entity?.fields ?? [])
    .filter((field) => fieldType(field.type)?.source === 'input')
    .map((field) => ({ value: field.key, label: label(field.label, field.key) }))
  const isAfter = approval.lock?.while?.includes('approved') === true
  return (
    <>
      <Section>
        <LabelInputs
          label={approval.label}
          fallback={approval.key}
          onChange={(text) => change({ label: text }, 'label')}
        />
        <KeyInput
          value={approval.key}
          taken={ofKind(documents, 'approval').map((each) => each.key)}
          onChange={(key) => {
            change({ key })
            go(builderAddresses.approval(key), { replace: true })
          }}
        />
      </Section>
      <Section title={t('start')}>
        {starts.map(([start, text]) => (
          <Checkbox
            key={start}
            label={t(text)}
            checked={approval.start?.includes(start) ?? true}
            onChange={(event) => {
              const on = event.currentTarget.checked
              const now = approval.start ?? starts.map(([each]) => each)
              const next = starts.map(([each]) => each).filter((each) => (each === start ? on : now.includes(each)))
              change({ start: next.length > 0 ? next : undefined })
            }}
          />
        ))}
        <RuleBuilder
          label={t('when')}
          site={{ entity: approval.entity, place: 'approval' }}
          rule={approval.when}
          optional
          onChange={(when) => change({ when }, 'when')}
        />
        <p className="small quiet">{t('whenHelp')}</p>
      </Section>
      <Section title={t('title')}>
        <p className="small quiet">{t('titleHelp', { example: '{{name}}' })}</p>
        <LabelInputs kind="text" label={approval.title} fallback="" onChange={(title) => change({ title }, 'title')} />
      </Section>
      <Section>
        <MultiSelect
          label={t('lock')}
          description={t('lockHelp')}
          searchable
          value={[...(approval.lock?.fields ?? [])]}
          data={fields}
          onChange={(next) => put(setLock(approval, { fields: next }))}
        />
        {approval.lock ? (
          <Switch
            label={t('whileApproved')}
            checked={isAfter}
            onChange={(event) =>
              put(setLock(approval, { while: event.currentTarget.checked ? ['pending', 'approved'] : ['pending'] }))
            }
          />
        ) : null}
        <MultiSelect
          label={t('material')}
          description={t('materialHelp')}
          searchable
          value={[...(approval.material ?? [])]}
          data={fields}
          onChange={(next) => change({ material: next.length > 0 ? next : undefined })}
        />
      </Section>
      <Section>
        <Switch
          label={t('withdraw')}
          checked={approval.withdraw !== 'none'}
          onChange={(event) => change({ withdraw: event.currentTarget.checked ? 'starter' : 'none' })}
        />
        <NativeSelect
          label={t('starterApproves')}
          value={approval.whenStarterApproves ?? 'skip'}
          data={[
            { value: 'skip', label: t('starterSkip') },
            { value: 'ask', label: t('starterAsk') },
          ]}
          onChange={(event) => change({ whenStarterApproves: event.currentTarget.value === 'ask' ? 'ask' : 'skip' })}
        />
        <NativeSelect
          label={t('approverSees')}
          value={approval.approverSees ?? 'latest'}
          data={[
            { value: 'latest', label: t('seesLatest') },
            { value: 'snapshot', label: t('seesSnapshot') },
          ]}
          onChange={(event) =>
            change({ approverSees: event.currentTarget.value === 'snapshot' ? 'snapshot' : undefined })
          }
        />
        <PersonsInput
          label={t('noApprover')}
          description={t('noApproverHelp')}
          entity={entity}
          max={1}
          value={approval.noApprover ? [approval.noApprover.to] : []}
          onChange={([to]) => change({ noApprover: to === undefined ? undefined : { to } })}
        />
      </Section>
      <Section title={t('usedIn')}>
        {gates.length === 0 ? <p className="small quiet">{t('notUsed')}</p> : null}
        <ul>
          {gates.map(({ pipeline, stage, gate }) => (
            <li key={gate}>
              <Link className="link" to={builderAddresses.pipeline(pipeline.key, gate)}>
                {label(pipeline.label, pipeline.key)} · {label(stage.label, stage.key)}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
      <DeleteDocument
        document={approval}
        text={t(gates.length > 0 ? 'deleteUsedText' : 'deleteText')}
        to={builderAddresses.approvals()}
        disabled={gates.length > 0}
      >
        {t('deleteApproval')}
      </DeleteDocument>
    </>
  )
}
