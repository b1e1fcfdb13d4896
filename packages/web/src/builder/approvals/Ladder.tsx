import type { ApprovalDocument, ApproveStep, EntityDocument, LadderAction, LadderRung } from '@atelier/definitions'
import { ActionIcon, Button, NativeSelect, useTexts } from '@atelier/ui'
import { IconPlus, IconX } from '@atelier/ui/icons'
import { useDraft } from '../draft/DraftContext.tsx'
import { ladderActions, newLadderAction, setLadder } from '../edits/approval.ts'
import { newId } from '../edits/names.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { PersonsInput } from '../parts/PersonsInput.tsx'
import { Section } from '../parts/Section.tsx'
import { DurationInput } from '../steps/DurationInput.tsx'
import { readDuration, writeDuration } from '../steps/durations.ts'
import { approvalTexts } from './approval-texts.ts'

type LadderProps = {
  readonly approval: ApprovalDocument
  readonly entity: EntityDocument | undefined
  readonly step: ApproveStep
}

/** What happens around the time an answer is due: reminding, giving it to somebody else, deciding by itself. */
export function Ladder({ approval, entity, step }: LadderProps) {
  const t = useTexts(approvalTexts)
  const { put } = useDraft()
  const rungs = step.onDue ?? []
  const set = (next: readonly LadderRung[], about?: string) =>
    put(setLadder(approval, step, next), about && `${step.id}/onDue/${about}`)
  const change = (rung: LadderRung, about?: string) =>
    set(
      rungs.map((each) => (each.id === rung.id ? rung : each)),
      about && `${rung.id}/${about}`,
    )
  return (
    <Section title={t('ladder')}>
      <p className="small quiet">{t(step.due === undefined ? 'ladderNeedsDue' : 'ladderHelp')}</p>
      {rungs.map((rung) => (
        <Rung
          key={rung.id}
          rung={rung}
          entity={entity}
          onChange={change}
          onRemove={() => set(rungs.filter((each) => each.id !== rung.id))}
        />
      ))}
      {step.due === undefined ? null : (
        <Button
          size="sm"
          variant="subtle"
          className="rule-add"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() =>
            set([
              ...rungs,
              {
                id: newId('rng'),
                after: `P${rungs.length}D`,
                steps: [newLadderAction(rungs.length === 0 ? 'urge' : 'escalate', newId('stp'))],
              },
            ])
          }
        >
          {t('addRung')}
        </Button>
      )}
    </Section>
  )
}

function Rung({
  rung,
  entity,
  onChange,
  onRemove,
}: {
  readonly rung: LadderRung
  readonly entity: EntityDocument | undefined
  readonly onChange: (rung: LadderRung, about?: string) => void
  readonly onRemove: () => void
}) {
  const t = useTexts(approvalTexts)
  const read = readDuration(rung.after)
  const isBefore = (read?.count ?? 0) < 0
  const write = (count: number, before: boolean) => {
    if (read) onChange({ ...rung, after: writeDuration(before ? -count : count, read.unit) }, 'after')
  }
  const withAction = (action: LadderAction, about?: string) =>
    onChange({ ...rung, steps: rung.steps.map((each) => (each.id === action.id ? action : each)) }, about)
  return (
    <div className="rung">
      <div className="row">
        <NativeSelect
          aria-label={t('rungSide')}
          className="grow"
          disabled={!read}
          value={isBefore ? 'before' : 'after'}
          data={[
            { value: 'before', label: t('rungBefore') },
            { value: 'after', label: t('rungAfter') },
          ]}
          onChange={(event) => write(Math.abs(read?.count ?? 0) || 1, event.currentTarget.value === 'before')}
        />
        <ActionIcon size="sm" aria-label={t('removeRung')} onClick={onRemove}>
          <IconX size={14} stroke={1.5} />
        </ActionIcon>
      </div>
      <DurationInput
        label={t('rungAt')}
        optional={false}
        value={read ? writeDuration(Math.abs(read.count), read.unit) : rung.after}
        onChange={(next) => {
          const size = next === undefined ? undefined : readDuration(next)
          if (size) onChange({ ...rung, after: writeDuration(isBefore ? -size.count : size.count, size.unit) }, 'after')
        }}
      />
      {rung.steps.map((action) => (
        <RungAction
          key={action.id}
          action={action}
          entity={entity}
          onChange={withAction}
          onRemove={
            rung.steps.length > 1
              ? () => onChange({ ...rung, steps: rung.steps.filter((each) => each.id !== action.id) })
              : undefined
          }
        />
      ))}
      <NativeSelect
        aria-label={t('addRungAction')}
        value=""
        data={[
          { value: '', label: t('addRungAction') },
          ...ladderActions.map((each) => ({ value: each, label: t(each) })),
        ]}
        onChange={(event) => {
          const kind = ladderActions.find((each) => each === event.currentTarget.value)
          if (kind) onChange({ ...rung, steps: [...rung.steps, newLadderAction(kind, newId('stp'))] })
        }}
      />
    </div>
  )
}

function RungAction({
  action,
  entity,
  onChange,
  onRemove,
}: {
  readonly action: LadderAction
  readonly entity: EntityDocument | undefined
  readonly onChange: (action: LadderAction, about?: string) => void
  readonly onRemove: (() => void) | undefined
}) {
  const t = useTexts(approvalTexts)
  return (
    <>
      <div className="row">
        <b className="grow">{t(action.action)}</b>
        {onRemove ? (
          <ActionIcon size="xs" aria-label={t('removeRungAction', { name: t(action.action) })} onClick={onRemove}>
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        ) : null}
      </div>
      {action.action === 'escalate' ? (
        <PersonsInput
          label={t('escalateTo')}
          entity={entity}
          value={[action.to]}
          onChange={(to) => {
            const next = to.at(-1)
            if (next !== undefined) onChange({ ...action, to: next })
          }}
        />
      ) : null}
      {action.action === 'notify' ? (
        <>
          <PersonsInput
            label={t('told')}
            entity={entity}
            value={action.to}
            onChange={(to) => onChange({ ...action, to })}
          />
          {action.message === undefined ? (
            <>
              <div className="field-label">{t('subject')}</div>
              <LabelInputs
                kind="text"
                label={action.subject}
                fallback=""
                onChange={(subject) => {
                  const { subject: _, ...rest } = action
                  onChange(subject === undefined ? rest : { ...rest, subject }, 'subject')
                }}
              />
            </>
          ) : null}
        </>
      ) : null}
    </>
  )
}
