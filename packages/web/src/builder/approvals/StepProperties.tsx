import type { ApprovalDocument, ApprovalStep, ApproveStep, EntityDocument } from '@atelier/definitions'
import { Button, NativeSelect, SegmentedControl, useTexts } from '@atelier/ui'
import { IconTrash } from '@atelier/ui/icons'
import { useDraft } from '../draft/DraftContext.tsx'
import { editStep, mayRemoveStep, removeStep } from '../edits/approval.ts'
import type { PartChange } from '../edits/lists.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { PersonsInput } from '../parts/PersonsInput.tsx'
import { Section } from '../parts/Section.tsx'
import { DurationInput } from '../steps/DurationInput.tsx'
import { Today } from '../steps/Today.tsx'
import { approvalTexts } from './approval-texts.ts'
import { Ladder } from './Ladder.tsx'

const modes = [
  ['any', 'modeAny', 'modeAnyText'],
  ['all', 'modeAll', 'modeAllText'],
  ['sequence', 'modeSequence', 'modeSequenceText'],
  ['claim', 'modeClaim', 'modeClaimText'],
] as const
const comments = [
  ['optional', 'commentOptional'],
  ['onReject', 'commentOnReject'],
  ['required', 'commentRequired'],
] as const

type StepProps<S extends ApprovalStep> = {
  readonly approval: ApprovalDocument
  readonly entity: EntityDocument | undefined
  readonly step: S
}

/** What a step does: whom it asks or tells, or how its ways are gone through. */
export function StepProperties({
  approval,
  entity,
  step,
  onGone,
}: StepProps<ApprovalStep> & { readonly onGone: () => void }) {
  const t = useTexts(approvalTexts)
  const { put } = useDraft()
  return (
    <>
      <Section>
        <LabelInputs
          label={step.label}
          fallback=""
          onChange={(label) => put(editStep(approval, step, { label }), `${step.id}/label`)}
        />
      </Section>
      {step.type === 'approve' ? (
        <ApproveProperties approval={approval} entity={entity} step={step} />
      ) : step.type === 'cc' ? (
        <Section>
          <PersonsInput
            label={t('told')}
            description={t('ccKindText')}
            entity={entity}
            value={step.to}
            onChange={(to) => put(editStep(approval, step, { to }))}
          />
          <Today persons={step.to} />
        </Section>
      ) : step.type === 'parallel' ? (
        <Section>
          <NativeSelect
            label={t('join')}
            value={step.join ?? 'all'}
            data={[
              { value: 'all', label: t('joinAll') },
              { value: 'any', label: t('joinAny') },
            ]}
            onChange={(event) =>
              put(editStep(approval, step, { join: event.currentTarget.value === 'any' ? 'any' : undefined }))
            }
          />
        </Section>
      ) : (
        <Section>
          <p className="small quiet">{t('branchHelp')}</p>
        </Section>
      )}
      <Section>
        <Button
          color="red"
          variant="subtle"
          disabled={!mayRemoveStep(approval, step.id)}
          leftSection={<IconTrash size={14} stroke={1.5} />}
          onClick={() => {
            put(removeStep(approval, step.id))
            onGone()
          }}
        >
          {t('removeStep')}
        </Button>
      </Section>
    </>
  )
}

/** Who is asked in a step, how many must agree, by when. */
function ApproveProperties({ approval, entity, step }: StepProps<ApproveStep>) {
  const t = useTexts(approvalTexts)
  const { put } = useDraft()
  const change = (part: PartChange<ApproveStep>, about?: string) =>
    put(editStep(approval, step, part), about && `${step.id}/${about}`)
  const mode = modes.find(([each]) => each === (step.mode ?? 'all')) ?? modes[1]
  return (
    <>
      <Section>
        <PersonsInput
          label={t('approvers')}
          entity={entity}
          value={step.approvers}
          onChange={(approvers) => change({ approvers })}
        />
        <Today persons={step.approvers} />
        <div className="field-label">{t('mode')}</div>
        <SegmentedControl
          fullWidth
          aria-label={t('mode')}
          value={mode[0]}
          onChange={(value) => change({ mode: modes.find(([each]) => each === value)?.[0] })}
          data={modes.map(([value, text]) => ({ value, label: t(text) }))}
        />
        <p className="small quiet">{t(mode[2])}</p>
      </Section>
      <Section>
        <NativeSelect
          label={t('comment')}
          value={step.comment ?? 'optional'}
          data={comments.map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(event) => change({ comment: comments.find(([each]) => each === event.currentTarget.value)?.[0] })}
        />
        <DurationInput label={t('due')} value={step.due} onChange={(due) => change({ due }, 'due')} />
      </Section>
      <Ladder approval={approval} entity={entity} step={step} />
    </>
  )
}
