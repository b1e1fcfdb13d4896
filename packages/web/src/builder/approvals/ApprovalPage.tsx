import type { ApprovalDocument } from '@atelier/definitions'
import { useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconBolt, IconFlag } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { usualPerson } from '../automations/AutomationsPage.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey, ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { editApproval, editWay, removeWay } from '../edits/approval.ts'
import { actionShape, allSteps, approvalShape, findStep, findWay } from '../edits/steps.ts'
import { Frame } from '../frame/Frame.tsx'
import { servedOf } from '../parts/Change.tsx'
import { Help } from '../parts/Help.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { ActionFlow } from '../steps/ActionFlow.tsx'
import { StepPanel } from '../steps/StepPanel.tsx'
import { useActionWords } from '../steps/use-action-words.ts'
import { WayProperties } from '../steps/WayProperties.tsx'
import { ApprovalFlow } from './ApprovalFlow.tsx'
import { ApprovalProperties } from './ApprovalProperties.tsx'
import { approvalTexts } from './approval-texts.ts'
import { StepProperties } from './StepProperties.tsx'
import { useStepWords } from './use-step-words.ts'

/** One approval: its steps from top to bottom, properties of a step, of a way or of the whole on the right. */
export function ApprovalPage({ approval: key }: { readonly approval: string }) {
  const { documents } = useDraft()
  const approval = ofKind(documents, 'approval').find((each) => each.key === key)
  return approval ? <OneApproval approval={approval} /> : <NotFound />
}

const ends = [
  ['onApproved', 'ifApproved'],
  ['onRejected', 'ifRejected'],
] as const

function OneApproval({ approval }: { readonly approval: ApprovalDocument }) {
  const t = useTexts(approvalTexts)
  const label = useLabel()
  const zh = useLanguage().startsWith('zh')
  const { query, setQuery } = usePage()
  const { documents, inService, put } = useDraft()
  const model = useDraftModel()
  const words = useStepWords(approval)
  const entity = entityByKey(documents, approval.entity)
  const served = servedOf(inService, approval)
  const before = served?.kind === 'approval' ? served : undefined
  const select = (part: string | undefined) => setQuery({ part }, { replace: true })
  const fieldName = (key: string) => label(entity?.fields.find((field) => field.key === key)?.label, key)
  const isWhole = query.part === undefined
  const when =
    approval.when === undefined || approval.when === true
      ? t('always')
      : t('onlyWhen', { words: words.condition(approval.when) })
  return (
    <Frame right={usePanel(approval, query.part, select)}>
      <div className="flow-page">
        <div className="row builder-page-head">
          <h1>{label(approval.label, approval.key)}</h1>
          <Help about={t('help')} text={t('intro')} />
          <span className="quiet small">
            {label(entity?.label, approval.entity)} ·{' '}
            {t('steps', { count: allSteps(approvalShape, approval.steps).length })}
          </span>
        </div>
        <div className="flow-wide">
          <button type="button" className={`flow-card${isWhole ? ' is-on' : ''}`} onClick={() => select(undefined)}>
            <span className="row quiet">
              <IconBolt size={16} stroke={1.5} aria-hidden="true" />
              {t('startsWhen')}
            </span>
            <span>{when}</span>
            {approval.lock?.fields.length ? (
              <span className="small quiet">
                {t('locks', { fields: approval.lock.fields.map(fieldName).join(zh ? '、' : ', ') })}
              </span>
            ) : null}
          </button>
          <ApprovalFlow approval={approval} before={before} entity={entity} selected={query.part} onSelect={select} />
          <div className="flow-card">
            <span className="row quiet">
              <IconFlag size={16} stroke={1.5} aria-hidden="true" />
              {t('ends')}
            </span>
            <span>{t('endsText')}</span>
          </div>
          <div className="flow-ways">
            {ends.map(([end, text]) => (
              <div key={end} className="flow-way">
                <span className="flow-when is-said">{t(text)}</span>
                <ActionFlow
                  entity={entity}
                  person={usualPerson(model.entities.get(approval.entity)?.owner !== undefined)}
                  steps={approval[end] ?? []}
                  place={t(text)}
                  before={before?.[end]}
                  selected={query.part}
                  onSelect={select}
                  onChange={(steps) => put(editApproval(approval, { [end]: steps.length > 0 ? steps : undefined }))}
                />
              </div>
            ))}
          </div>
        </div>
      </div>
    </Frame>
  )
}

/** What stands on the right: a step, a way, an action that follows, or the whole. */
function usePanel(approval: ApprovalDocument, part: string | undefined, select: (part: string | undefined) => void) {
  const t = useTexts(approvalTexts)
  const { documents, put } = useDraft()
  const entity = entityByKey(documents, approval.entity)
  const words = useStepWords(approval)
  const actionWords = useActionWords(entity)
  const onClose = () => select(undefined)
  const whole = { title: <b>{t('approval')}</b>, body: <ApprovalProperties approval={approval} entity={entity} /> }
  if (part === undefined) return whole
  const step = findStep(approvalShape, approval.steps, part)?.step
  if (step)
    return {
      title: <b>{words.nameOf(step)}</b>,
      onClose,
      body: <StepProperties key={part} approval={approval} entity={entity} step={step} onGone={onClose} />,
    }
  const found = findWay(approvalShape, approval.steps, part)
  if (found) {
    const ways = approvalShape.ways(found.step)
    return {
      title: <b>{words.wayWords(found.step, found.way, ways.indexOf(found.way))}</b>,
      onClose,
      body: (
        <WayProperties
          key={part}
          way={found.way}
          site={{ entity: approval.entity, place: 'approval' }}
          hasCondition={found.step.type === 'branch'}
          mayRemove={ways.length > (found.step.type === 'branch' ? 1 : 2)}
          onChange={(change, about) => put(editWay(approval, found.step, part, change), about && `${part}/${about}`)}
          onRemove={() => {
            put(removeWay(approval, found.step, part))
            onClose()
          }}
        />
      ),
    }
  }
  for (const [end] of ends) {
    const steps = approval[end] ?? []
    const action = findStep(actionShape, steps, part)?.step
    const way = findWay(actionShape, steps, part)
    if (entity && (action || way))
      return {
        title: <b>{action ? actionWords.nameOf(action) : way ? actionWords.wayWords(way.step, way.way) : ''}</b>,
        onClose,
        body: (
          <StepPanel
            entity={entity}
            steps={steps}
            part={part}
            onChange={(next, about) =>
              put(
                editApproval(approval, { [end]: next.length > 0 ? next : undefined }),
                about && `${approval.id}/${end}/${about}`,
              )
            }
            onGone={onClose}
          />
        ),
      }
  }
  return whole
}
