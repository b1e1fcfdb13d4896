import type { EntityDocument, StepDefinition } from '@atelier/definitions'
import { Button, NativeSelect, Switch, useLabel, useTexts } from '@atelier/ui'
import { IconTrash } from '@atelier/ui/icons'
import { activityEntity } from '@atelier/workflow'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import type { PartChange } from '../edits/lists.ts'
import { withProperties } from '../edits/lists.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { PersonsInput } from '../parts/PersonsInput.tsx'
import { Section } from '../parts/Section.tsx'
import { DurationInput } from './DurationInput.tsx'
import { SetInput } from './SetInput.tsx'
import { stepTexts } from './step-texts.ts'
import { Today } from './Today.tsx'
import { pathIn, targetOf } from './target-of.ts'

type Kind<A extends string> = Extract<StepDefinition, { action: A }>
type Props<S extends StepDefinition> = {
  readonly entity: EntityDocument
  readonly step: S
  /** `about` names what is typed, so that typing in one place is one step back. */
  readonly onChange: (step: S, about?: string) => void
}

/** What an action does; what belongs to a branch stands with its ways. */
export function ActionProperties({
  entity,
  step,
  inStage = false,
  onChange,
  onRemove,
}: Props<StepDefinition> & {
  /** It belongs to a stage: its tasks may go when that is left. */
  readonly inStage?: boolean
  readonly onRemove: () => void
}) {
  const t = useTexts(stepTexts)
  return (
    <>
      {'type' in step ? (
        <Section>
          <p className="small quiet">{t(step.type === 'branch' ? 'branchText' : 'stopText')}</p>
        </Section>
      ) : step.action === 'createTask' ? (
        <TaskProperties entity={entity} step={step} inStage={inStage} onChange={onChange} />
      ) : step.action === 'updateRecord' ? (
        <UpdateProperties entity={entity} step={step} onChange={onChange} />
      ) : (
        <NotifyProperties entity={entity} step={step} onChange={onChange} />
      )}
      <Section>
        <Button color="red" variant="subtle" leftSection={<IconTrash size={14} stroke={1.5} />} onClick={onRemove}>
          {t('removeStep')}
        </Button>
      </Section>
    </>
  )
}

function TaskProperties({
  entity,
  step,
  inStage,
  onChange,
}: Props<Kind<'createTask'>> & { readonly inStage: boolean }) {
  const t = useTexts(stepTexts)
  const model = useDraftModel()
  const target = activityEntity(model)
  const shape = target?.document.activity
  if (!target || !shape)
    return (
      <Section>
        <p className="small warn">{t('noActivities')}</p>
      </Section>
    )
  const change = (part: PartChange<typeof step>, about?: string) => onChange(withProperties(step, part), about)
  const title = target.title
  const subject = step.set?.[title]
  const set = (values: Readonly<Record<string, unknown>>, about?: string) =>
    change({ set: Object.keys(values).length > 0 ? values : undefined }, about && `set/${about}`)
  const isText = typeof subject === 'string' || subject === undefined
  return (
    <>
      <Section title={t('taskSubject')}>
        <LabelInputs
          kind="text"
          label={isText ? subject : isWords(subject) ? subject : undefined}
          fallback=""
          onChange={(text) => {
            const { [title]: _, ...others } = step.set ?? {}
            set(text === undefined ? others : { [title]: text, ...others }, title)
          }}
        />
        <p className="small quiet">{t('fillHelp', { example: '{{name}}' })}</p>
        <PersonsInput
          label={t('taskOwner')}
          entity={entity}
          max={1}
          value={step.owner === undefined ? [] : [step.owner]}
          onChange={([owner]) => change({ owner })}
        />
        <Today persons={step.owner === undefined ? [] : [step.owner]} />
        <DurationInput label={t('taskDue')} value={step.due} onChange={(due) => change({ due }, 'due')} />
        {inStage ? (
          <Switch
            label={t('taskCancel')}
            checked={step.onLeave === 'cancel'}
            onChange={(event) => change({ onLeave: event.currentTarget.checked ? 'cancel' : undefined })}
          />
        ) : null}
      </Section>
      <Section title={t('taskOther')}>
        <SetInput
          target={target}
          site={entity.key}
          values={step.set ?? {}}
          without={[title, shape.about, shape.due, shape.done, shape.doneAt ?? '', target.owner?.key ?? '']}
          onChange={set}
        />
      </Section>
    </>
  )
}

const isWords = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([key, text]) => /^[a-z]{2}(-|$)/.test(key) && typeof text === 'string')

function UpdateProperties({ entity, step, onChange }: Props<Kind<'updateRecord'>>) {
  const t = useTexts(stepTexts)
  const label = useLabel()
  const model = useDraftModel()
  const own = model.entities.get(entity.key)
  const target = model.entities.get(targetOf(model, entity.key, step.on) ?? '')
  const ways = [...(own?.relations.values() ?? [])].filter(
    (relation) => relation.cardinality === 'one' && relation.to.length === 1 && 'field' in relation.through,
  )
  const path = pathIn(step.on)
  const known = step.on === undefined || ways.some((relation) => relation.key === path)
  return (
    <Section title={t('changeFields')}>
      <NativeSelect
        label={t('changeOf')}
        value={step.on === undefined ? '' : (path ?? '?')}
        data={[
          { value: '', label: t('changeThis') },
          ...ways.map((relation) => ({
            value: relation.key,
            label: label(own?.fields.get(relation.key)?.label, relation.key),
          })),
          ...(known ? [] : [{ value: path ?? '?', label: path ?? '…' }]),
        ]}
        onChange={(event) => {
          const key = event.currentTarget.value
          if (key !== path)
            onChange({ ...withProperties(step, { on: key === '' ? undefined : { var: key } }), set: {} })
        }}
      />
      {target ? (
        <SetInput
          target={target}
          site={entity.key}
          values={step.set}
          onChange={(set, about) => onChange({ ...step, set }, about && `set/${about}`)}
        />
      ) : null}
    </Section>
  )
}

function NotifyProperties({ entity, step, onChange }: Props<Kind<'notify'>>) {
  const t = useTexts(stepTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const change = (part: PartChange<typeof step>, about?: string) => onChange(withProperties(step, part), about)
  const messages = ofKind(documents, 'message').filter(
    (message) => message.entity === undefined || message.entity === entity.key,
  )
  return (
    <>
      <Section>
        <PersonsInput label={t('notifyTo')} entity={entity} value={step.to} onChange={(to) => change({ to })} />
        <PersonsInput
          label={t('notifyCc')}
          entity={entity}
          value={step.cc ?? []}
          onChange={(cc) => change({ cc: cc.length > 0 ? cc : undefined })}
        />
        <Today persons={[...step.to, ...(step.cc ?? [])]} />
      </Section>
      <Section>
        <NativeSelect
          label={t('notifyMessage')}
          value={step.message ?? ''}
          data={[
            { value: '', label: t('notifyOwn') },
            ...messages.map((message) => ({ value: message.key, label: label(message.label, message.key) })),
          ]}
          onChange={(event) => change({ message: event.currentTarget.value || undefined })}
        />
        {step.message === undefined ? (
          <>
            <div className="field-label">{t('notifySubject')}</div>
            <LabelInputs
              kind="text"
              label={step.subject}
              fallback=""
              onChange={(subject) => change({ subject }, 'subject')}
            />
            <p className="small quiet">{t('notifySubjectHelp')}</p>
            <div className="field-label">{t('notifyBody')}</div>
            <LabelInputs kind="text" label={step.body} fallback="" onChange={(body) => change({ body }, 'body')} />
            <p className="small quiet">{t('fillHelp', { example: '{{name}}' })}</p>
          </>
        ) : null}
      </Section>
    </>
  )
}
