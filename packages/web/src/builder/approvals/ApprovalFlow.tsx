import type { ApprovalDocument, ApprovalStep, EntityDocument } from '@atelier/definitions'
import { useTexts } from '@atelier/ui'
import { IconArrowsSplit2, IconLayoutColumns, IconMail, IconRubberStamp } from '@atelier/ui/icons'
import { useDraft } from '../draft/DraftContext.tsx'
import { addStep, addWay, moveStep, newStepOf, stepKinds } from '../edits/approval.ts'
import { newId } from '../edits/names.ts'
import { approvalShape, findStep } from '../edits/steps.ts'
import { Change } from '../parts/Change.tsx'
import { usePersonWords } from '../parts/use-person-words.ts'
import { useDurationWords } from '../steps/DurationInput.tsx'
import { StepFlow } from '../steps/StepFlow.tsx'
import { PeopleOnCard } from '../steps/Today.tsx'
import { approvalTexts } from './approval-texts.ts'
import { useStepWords } from './use-step-words.ts'

const icons = {
  approve: IconRubberStamp,
  cc: IconMail,
  branch: IconArrowsSplit2,
  parallel: IconLayoutColumns,
} as const

/** The steps of an approval with their ways: added, put in order, and chosen to be looked at. */
export function ApprovalFlow({
  approval,
  before,
  entity,
  selected,
  onSelect,
}: {
  readonly approval: ApprovalDocument
  readonly before: ApprovalDocument | undefined
  readonly entity: EntityDocument | undefined
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}) {
  const t = useTexts(approvalTexts)
  const { put } = useDraft()
  const words = useStepWords(approval)
  return (
    <StepFlow
      shape={approvalShape}
      steps={approval.steps}
      choices={stepKinds.map((kind) => ({
        key: kind,
        label: t(`${kind}Kind`),
        text: t(`${kind}KindText`),
        icon: icons[kind],
      }))}
      nameOf={words.nameOf}
      wayWords={words.wayWords}
      selected={selected}
      onSelect={onSelect}
      onMove={(id, index) => put(moveStep(approval, id, index))}
      onAdd={(name, way, index) => {
        const kind = stepKinds.find((each) => each === name)
        if (!kind) return
        const made = newStepOf(kind, newId)
        put(addStep(approval, made, index, way))
        onSelect(made.id)
      }}
      onAddWay={(step) => put(addWay(approval, step, newId))}
      card={(step, number) => (
        <StepCard step={step} number={number} approval={approval} before={before} entity={entity} />
      )}
    />
  )
}

const modeTexts = { any: 'modeAny', all: 'modeAll', sequence: 'modeSequence', claim: 'modeClaim' } as const

function StepCard({
  approval,
  step,
  number,
  before,
  entity,
}: {
  readonly approval: ApprovalDocument
  readonly step: ApprovalStep
  readonly number: number
  readonly before: ApprovalDocument | undefined
  readonly entity: EntityDocument | undefined
}) {
  const t = useTexts(approvalTexts)
  const duration = useDurationWords()
  const steps = useStepWords(approval)
  const words = usePersonWords(entity)
  const Icon = icons[step.type]
  const people = step.type === 'approve' ? step.approvers : step.type === 'cc' ? step.to : []
  const manner =
    step.type === 'approve'
      ? people.length > 1 && t(modeTexts[step.mode ?? 'all'])
      : step.type === 'cc'
        ? t('tells')
        : step.type === 'branch'
          ? t('branches', { count: step.cases.length })
          : t('parallel', { count: step.branches.length })
  const due = step.type === 'approve' && step.due !== undefined && t('dueIn', { text: duration(step.due) })
  const rungs = step.type === 'approve' ? (step.onDue?.length ?? 0) : 0
  return (
    <>
      <span className="row quiet">
        <Icon size={16} stroke={1.5} aria-hidden="true" />
        {[t('stepNo', { number }), manner, due].filter(Boolean).join(' · ')}
        {before ? <Change now={step} before={findStep(approvalShape, before.steps, step.id)?.step} /> : null}
      </span>
      <b>{steps.nameOf(step)}</b>
      {people.length > 0 ? <PeopleOnCard persons={people} words={words} /> : null}
      {rungs > 0 ? <span className="small quiet">{t('rungs', { count: rungs })}</span> : null}
    </>
  )
}
