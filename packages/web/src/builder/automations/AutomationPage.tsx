import type { AutomationDocument, EntityDocument } from '@atelier/definitions'
import { Button, Switch, useLabel, useTexts } from '@atelier/ui'
import { IconArrowLeft, IconBolt, IconFilter, IconFlag } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey, ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { editTrigger, isEnabled, setEnabled } from '../edits/automation.ts'
import { actionShape, findStep, findWay } from '../edits/steps.ts'
import { Frame } from '../frame/Frame.tsx'
import { Change, servedOf } from '../parts/Change.tsx'
import { Help } from '../parts/Help.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { ActionFlow } from '../steps/ActionFlow.tsx'
import { StepPanel } from '../steps/StepPanel.tsx'
import { useActionWords } from '../steps/use-action-words.ts'
import { AutomationProperties } from './AutomationProperties.tsx'
import { usualPerson } from './AutomationsPage.tsx'
import { automationTexts } from './automation-texts.ts'
import { RunHistory } from './RunHistory.tsx'
import { TriggerProperties } from './TriggerProperties.tsx'
import { useTriggerWords } from './use-trigger-words.ts'

/** One automation: what sets it off and its steps from top to bottom, its runs beside them. */
export function AutomationPage({ automation: key }: { readonly automation: string }) {
  const { documents } = useDraft()
  const automation = ofKind(documents, 'automation').find((each) => each.key === key)
  const entity = automation && entityByKey(documents, automation.entity)
  return automation && entity ? <OneAutomation automation={automation} entity={entity} /> : <NotFound />
}

type Props = { readonly automation: AutomationDocument; readonly entity: EntityDocument }

function OneAutomation({ automation, entity }: Props) {
  const t = useTexts(automationTexts)
  const label = useLabel()
  const { query, setQuery, go } = usePage()
  const { inService, put } = useDraft()
  const served = servedOf(inService, automation)
  const select = (part: string | undefined) => setQuery({ part }, { replace: true })
  return (
    <Frame
      left={
        <>
          <Button
            size="sm"
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft size={14} stroke={1.5} />}
            onClick={() => go(builderAddresses.automations())}
          >
            {t('all')}
          </Button>
          <RunHistory automation={automation} served={served !== undefined} />
        </>
      }
      right={usePanel({ automation, entity, part: query.part, select })}
    >
      <div className="flow-page">
        <div className="row builder-page-head">
          <h1>{label(automation.label, automation.key)}</h1>
          <Help about={t('help')} text={t('intro')} />
          <span className="quiet small grow">{label(entity.label, entity.key)}</span>
          <Switch
            label={t(isEnabled(automation) ? 'on' : 'off')}
            aria-label={t('enabled')}
            checked={isEnabled(automation)}
            onChange={(event) => put(setEnabled(automation, event.currentTarget.checked))}
          />
        </div>
        <Flow automation={automation} entity={entity} part={query.part} select={select} />
      </div>
    </Frame>
  )
}

type Selecting = { readonly part: string | undefined; readonly select: (part: string | undefined) => void }

function Flow({ automation, entity, part, select }: Props & Selecting) {
  const t = useTexts(automationTexts)
  const { inService, put } = useDraft()
  const model = useDraftModel()
  const trigger = useTriggerWords(automation.entity)
  const words = useActionWords(entity)
  const served = servedOf(inService, automation)
  const before = served?.kind === 'automation' ? served : undefined
  const { filter } = automation.trigger
  const detail = trigger.detail(automation.trigger)
  return (
    <div className={`flow-wide${isEnabled(automation) ? '' : ' is-retired'}`}>
      <button
        type="button"
        className={`flow-card${part === 'trigger' ? ' is-on' : ''}`}
        aria-pressed={part === 'trigger'}
        onClick={() => select('trigger')}
      >
        <span className="row quiet">
          <IconBolt size={16} stroke={1.5} aria-hidden="true" />
          {t('trigger')}
          <Change now={automation.trigger} before={before?.trigger} />
        </span>
        <b>{trigger.kindName(automation.trigger.on)}</b>
        {detail === '' ? null : <span>{detail}</span>}
      </button>
      <span className="flow-line" aria-hidden="true" />
      <button
        type="button"
        className={`flow-card${part === 'condition' ? ' is-on' : ''}`}
        aria-pressed={part === 'condition'}
        onClick={() => select('condition')}
      >
        <span className="row quiet">
          <IconFilter size={16} stroke={1.5} aria-hidden="true" />
          {t('condition')}
        </span>
        <span>{filter === undefined || filter === true ? t('anyRecord') : words.condition(filter)}</span>
      </button>
      <ActionFlow
        entity={entity}
        person={usualPerson(model.entities.get(entity.key)?.owner !== undefined)}
        steps={automation.steps}
        before={before?.steps}
        selected={part}
        onSelect={select}
        onChange={(steps) => put({ ...automation, steps })}
      />
      <div className="flow-card">
        <span className="row quiet">
          <IconFlag size={16} stroke={1.5} aria-hidden="true" />
          {t('ends')}
        </span>
        <span className="small quiet">{t('endsText')}</span>
      </div>
    </div>
  )
}

/** What stands on the right: the trigger, the condition, a step, a way through a branch, or the whole. */
function usePanel({ automation, entity, part, select }: Props & Selecting) {
  const t = useTexts(automationTexts)
  const label = useLabel()
  const { put } = useDraft()
  const words = useActionWords(entity)
  const onClose = () => select(undefined)
  if (part === 'trigger')
    return { title: <b>{t('trigger')}</b>, onClose, body: <TriggerProperties automation={automation} /> }
  if (part === 'condition')
    return {
      title: <b>{t('condition')}</b>,
      onClose,
      body: (
        <Section>
          <RuleBuilder
            label={t('conditionOf')}
            site={{ entity: automation.entity, place: 'automation' }}
            rule={automation.trigger.filter}
            optional
            onChange={(filter) =>
              put(editTrigger(automation, automation.trigger, { filter }), `${automation.id}/trigger/filter`)
            }
          />
        </Section>
      ),
    }
  const step = part === undefined ? undefined : findStep(actionShape, automation.steps, part)?.step
  const way = part === undefined ? undefined : findWay(actionShape, automation.steps, part)
  if (part !== undefined && (step || way))
    return {
      title: <b>{step ? words.nameOf(step) : way ? words.wayWords(way.step, way.way) : ''}</b>,
      onClose,
      body: (
        <StepPanel
          entity={entity}
          steps={automation.steps}
          part={part}
          onChange={(steps, about) => put({ ...automation, steps }, about && `${automation.id}/${about}`)}
          onGone={onClose}
        />
      ),
    }
  return {
    title: <b>{label(automation.label) || t('automation')}</b>,
    body: <AutomationProperties automation={automation} />,
  }
}
