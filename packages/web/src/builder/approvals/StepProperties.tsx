import type { ApprovalDocument, ApprovalStep, EntityDocument } from '@atelier/definitions'
import { Button, NativeSelect, SegmentedControl, useTexts } from '@atelier/ui'
import { IconTrash } from '@atelier/ui/icons'
import { useDraft } from '../draft/DraftContext.tsx'
import { editStep, removeStep } from '../edits/approval.ts'
import type { PartChange } from '../edits/lists.ts'
import { DaysInput } from '../parts/DaysInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { PersonsInput } from '../parts/PersonsInput.tsx'
import { Section } from '../parts/Section.tsx'
import { approvalTexts } from './approval-texts.ts'

const modes = [
  ['any', 'modeAny', 'modeAnyText'],
  ['all', 'modeAll', 'modeAllText'],
  ['sequence', 'modeSequence', 'modeSequenceText'],
] as const
const comments = [
  ['optional', 'commentOptional'],
  ['onReject', 'commentOnReject'],
  ['required', 'commentRequired'],
] as const

/** Who is asked in a step, how many must agree, by when. */
export function StepProperties({
  approval,
  entity,
  step,
  onGone,
}: {
  readonly approval: ApprovalDocument
  readonly entity: EntityDocument | undefined
  readonly step: ApprovalStep
  readonly onGone: () => void
}) {
  const t = useTexts(approvalTexts)
  const { put } = useDraft()
  const change = (part: PartChange<ApprovalStep>, about?: string) =>
    put(editStep(approval, step.id, part), about && `${step.id}/${about}`)
  const mode = modes.find(([each]) => each === (step.mode ?? 'all')) ?? modes[1]
  return (
    <>
      <Section>
        <LabelInputs label={step.label} fallback="" onChange={(label) => change({ label }, 'label')} />
      </Section>
      <Section>
        <PersonsInput
          label={t('approvers')}
          entity={entity}
          value={step.approvers}
          onChange={(approvers) => change({ approvers })}
        />
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
        <DaysInput
          label={t('due')}
          value={step.due}
          other={(text) => t('dueOther', { text })}
          onChange={(due) => change({ due }, 'due')}
        />
      </Section>
      <Section>
        <Button
          color="red"
          variant="subtle"
          disabled={approval.steps.length === 1}
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
