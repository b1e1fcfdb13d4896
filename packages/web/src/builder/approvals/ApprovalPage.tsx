import type { ApprovalDocument, ApprovalStep } from '@atelier/definitions'
import { describe } from '@atelier/rules'
import { Badge, useDragSensors, useDragWords, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconBolt, IconFlag, IconPlus, IconRubberStamp } from '@atelier/ui/icons'
import { closestCenter, DndContext } from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Fragment } from 'react'
import { usePage } from '../../app/use-page.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey, ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { addStep, moveStep, newStep } from '../edits/approval.ts'
import { newId } from '../edits/names.ts'
import { Frame } from '../frame/Frame.tsx'
import { Change, servedOf } from '../parts/Change.tsx'
import { daysOf } from '../parts/DaysInput.tsx'
import { Movable } from '../parts/Movable.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { usePersonWords } from '../parts/use-person-words.ts'
import { checkAt } from '../rules/rule-site.ts'
import { ruleToText } from '../rules/rule-text.ts'
import { ApprovalProperties } from './ApprovalProperties.tsx'
import { approvalTexts } from './approval-texts.ts'
import { StepProperties } from './StepProperties.tsx'

/** One approval: its steps from top to bottom, properties of a step or of the whole on the right. */
export function ApprovalPage({ approval: key }: { readonly approval: string }) {
  const { documents } = useDraft()
  const approval = ofKind(documents, 'approval').find((each) => each.key === key)
  return approval ? <OneApproval approval={approval} /> : <NotFound />
}

function OneApproval({ approval }: { readonly approval: ApprovalDocument }) {
  const t = useTexts(approvalTexts)
  const label = useLabel()
  const zh = useLanguage().startsWith('zh')
  const sensors = useDragSensors()
  const { query, setQuery } = usePage()
  const { documents, inService, put } = useDraft()
  const model = useDraftModel()
  const entity = entityByKey(documents, approval.entity)
  const served = servedOf(inService, approval)
  const before = served?.kind === 'approval' ? served : undefined
  const step = approval.steps.find((each) => each.id === query.part)
  const select = (id: string | undefined) => setQuery({ part: id }, { replace: true })
  const nameOf = (each: ApprovalStep) => label(each.label) || t('step')
  const accessibility = useDragWords({
    nameOf: (id) => nameOf(approval.steps.find((each) => each.id === id) ?? newStep(id, '')),
  })
  const fieldName = (key: string) => label(entity?.fields.find((field) => field.key === key)?.label, key)
  const when = (): string => {
    if (approval.when === undefined || approval.when === true) return t('always')
    const { rule } = checkAt(model, { entity: approval.entity, place: 'approval' }, approval.when)
    return t('onlyWhen', { words: rule ? describe(rule, zh ? 'zh-CN' : 'en') : ruleToText(approval.when) })
  }
  const insert = (index: number, name: string) => (
    <button
      type="button"
      className="flow-add"
      aria-label={name}
      title={name}
      onClick={() => {
        const made = newStep(newId('stp'), { en: 'New step', 'zh-CN': '新步骤' })
        put(addStep(approval, made, index))
        select(made.id)
      }}
    >
      <IconPlus size={14} stroke={1.5} aria-hidden="true" />
    </button>
  )
  const after = (approval.onApproved?.length ?? 0) + (approval.onRejected?.length ?? 0)
  return (
    <Frame
      right={
        step
          ? {
              title: <b>{nameOf(step)}</b>,
              onClose: () => select(undefined),
              body: (
                <StepProperties
                  key={step.id}
                  approval={approval}
                  entity={entity}
                  step={step}
                  onGone={() => select(undefined)}
                />
              ),
            }
          : { title: <b>{t('approval')}</b>, body: <ApprovalProperties approval={approval} entity={entity} /> }
      }
    >
      <div className="builder-page">
        <div className="row builder-page-head">
          <h1>{label(approval.label, approval.key)}</h1>
          <span className="quiet small">
            {label(entity?.label, approval.entity)} · {t('steps', { count: approval.steps.length })}
          </span>
        </div>
        <div className="flow">
          <button type="button" className={`flow-card${step ? '' : ' is-on'}`} onClick={() => select(undefined)}>
            <span className="row quiet">
              <IconBolt size={16} stroke={1.5} aria-hidden="true" />
              {t('startsWhen')}
            </span>
            <span>{when()}</span>
            {approval.lock?.fields.length ? (
              <span className="small quiet">
                {t('locks', { fields: approval.lock.fields.map(fieldName).join(zh ? '、' : ', ') })}
              </span>
            ) : null}
          </button>
          {insert(0, t('addFirst'))}
          <DndContext
            sensors={sensors}
            collisionDetection={closestCenter}
            accessibility={accessibility}
            onDragEnd={({ active, over }) => {
              if (!over || active.id === over.id) return
              const index = approval.steps.findIndex((each) => each.id === over.id)
              put(moveStep(approval, String(active.id), index))
            }}
          >
            <SortableContext items={approval.steps.map((each) => each.id)} strategy={verticalListSortingStrategy}>
              {approval.steps.map((each, index) => (
                <Fragment key={each.id}>
                  <Movable
                    id={each.id}
                    name={nameOf(each)}
                    index={index}
                    count={approval.steps.length}
                    axis="y"
                    onMove={(to) => put(moveStep(approval, each.id, to))}
                    className={`flow-card flow-step${each.id === step?.id ? ' is-on' : ''}`}
                  >
                    {(grip) => (
                      <>
                        <StepCard
                          approval={approval}
                          step={each}
                          number={index + 1}
                          before={before}
                          isOn={each.id === step?.id}
                          onOpen={() => select(each.id)}
                        />
                        {grip}
                      </>
                    )}
                  </Movable>
                  {insert(index + 1, t('addStepAt', { name: nameOf(each) }))}
                </Fragment>
              ))}
            </SortableContext>
          </DndContext>
          <div className="flow-card">
            <span className="row quiet">
              <IconFlag size={16} stroke={1.5} aria-hidden="true" />
              {t('ends')}
            </span>
            <span>{t('endsText')}</span>
            {after > 0 ? <span className="small quiet">{t('endsMore', { count: after })}</span> : null}
          </div>
        </div>
      </div>
    </Frame>
  )
}

const modeTexts = { any: 'modeAny', all: 'modeAll', sequence: 'modeSequence', claim: 'modeClaim' } as const

function StepCard({
  approval,
  step,
  number,
  before,
  isOn,
  onOpen,
}: {
  readonly approval: ApprovalDocument
  readonly step: ApprovalStep
  readonly number: number
  readonly before: ApprovalDocument | undefined
  readonly isOn: boolean
  readonly onOpen: () => void
}) {
  const t = useTexts(approvalTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const words = usePersonWords(entityByKey(documents, approval.entity))
  const days = step.type === 'approve' ? daysOf(step.due) : undefined
  const people = step.type === 'approve' ? step.approvers : step.type === 'cc' ? step.to : []
  const manner =
    step.type === 'approve'
      ? people.length > 1 && t(modeTexts[step.mode ?? 'all'])
      : step.type === 'cc'
        ? t('tells')
        : step.type === 'branch'
          ? t('branches', { count: step.cases.length })
          : t('parallel', { count: step.branches.length })
  return (
    <button type="button" className="flow-body" aria-pressed={isOn} onClick={onOpen}>
      <span className="row quiet">
        <IconRubberStamp size={16} stroke={1.5} aria-hidden="true" />
        {[t('stepNo', { number }), manner, days === undefined ? undefined : t('dueIn', { count: days })]
          .filter(Boolean)
          .join(' · ')}
        {before ? <Change now={step} before={before.steps.find((each) => each.id === step.id)} /> : null}
      </span>
      <b>{label(step.label) || t('step')}</b>
      <span className="people-tags">
        {people.map((person) => (
          <Badge key={person}>{words(person)}</Badge>
        ))}
      </span>
    </button>
  )
}
