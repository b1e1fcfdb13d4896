import type { AutomationDocument, Label, StepDefinition, TriggerDefinition } from '@atelier/definitions'
import { type PartChange, withProperties } from './lists.ts'
import { actionShape, allSteps, dropStep, insertStep, relocateStep, replaceStep } from './steps.ts'

/** Kinds of actions and of what decides about them, as documents name them. */
export type ActionKind = Extract<StepDefinition, { action: string }>['action'] | 'branch' | 'stop'

export const kindOf = (step: StepDefinition): ActionKind => ('type' in step ? step.type : step.action)

/** An action to start from, of a kind; `person` is whom it is for, `ids` are fresh ones for a step and what is inside. */
export function newAction(
  kind: ActionKind,
  person: string,
  ids: { readonly step: string; readonly way: string },
): StepDefinition {
  const id = ids.step
  switch (kind) {
    case 'createTask':
      return { id, action: kind, owner: person, due: 'P1D' }
    case 'updateRecord':
      return { id, action: kind, set: {} }
    case 'notify':
      return { id, action: kind, to: [person] }
    case 'branch':
      return { id, type: kind, cases: [{ id: ids.way, when: true, steps: [] }] }
    case 'stop':
      return { id, type: kind }
  }
}

/** An automation to start from: somebody is told of every new record. */
export const newAutomation = (given: {
  readonly id: string
  readonly key: string
  readonly label: Label
  readonly entity: string
  readonly person: string
  readonly stepId: string
}): AutomationDocument => ({
  kind: 'automation',
  specVersion: 1,
  id: given.id,
  key: given.key,
  label: given.label,
  entity: given.entity,
  trigger: { on: 'record.created' },
  steps: [{ id: given.stepId, action: 'notify', to: [given.person] }],
})

export const editAutomation = (
  automation: AutomationDocument,
  change: PartChange<AutomationDocument>,
): AutomationDocument => withProperties(automation, change)

/** What sets it off becomes another; its condition stays. `field` and `date` are what to begin with where one is needed. */
export function setTrigger(
  automation: AutomationDocument,
  on: TriggerDefinition['on'],
  given: { readonly field: string; readonly date: string },
): AutomationDocument {
  const { trigger } = automation
  if (trigger.on === on) return automation
  const filter = trigger.filter === undefined ? {} : { filter: trigger.filter }
  switch (on) {
    case 'field.changed':
      return { ...automation, trigger: { on, field: given.field, ...filter } }
    case 'time.reached':
      return { ...automation, trigger: { on, field: given.date, offsets: ['P0D'], at: '09:00', ...filter } }
    case 'stage.entered':
    case 'stage.left':
      return { ...automation, trigger: { on, ...filter } }
    default:
      return { ...automation, trigger: { on, ...filter } }
  }
}

/** Changes properties of what sets it off, those that this kind of trigger has. */
export const editTrigger = <T extends TriggerDefinition>(
  automation: AutomationDocument,
  trigger: T,
  change: PartChange<T>,
): AutomationDocument => ({ ...automation, trigger: withProperties(trigger, change) })

/** How it runs; without anything said it runs as the system, once per chain, for each record. */
export function setRun(
  automation: AutomationDocument,
  change: PartChange<NonNullable<AutomationDocument['run']>>,
): AutomationDocument {
  const run = withProperties(automation.run ?? {}, change)
  return withProperties(automation, { run: Object.keys(run).length > 0 ? run : undefined })
}

/** On unless it says otherwise. */
export const isEnabled = (automation: AutomationDocument): boolean => automation.enabled !== false

export const setEnabled = (automation: AutomationDocument, on: boolean): AutomationDocument =>
  withProperties(automation, { enabled: on ? undefined : false })

/** Lists of actions: of an automation, or of what follows an approval. */
export const addAction = (
  steps: readonly StepDefinition[],
  step: StepDefinition,
  way?: string,
  index?: number,
): readonly StepDefinition[] => insertStep(actionShape, steps, step, way, index)

export const editAction = <S extends StepDefinition>(
  steps: readonly StepDefinition[],
  step: S,
  change: PartChange<S>,
): readonly StepDefinition[] => replaceStep(actionShape, steps, withProperties(step, change))

export const moveAction = (steps: readonly StepDefinition[], id: string, index: number): readonly StepDefinition[] =>
  relocateStep(actionShape, steps, id, index)

export const removeAction = (steps: readonly StepDefinition[], id: string): readonly StepDefinition[] =>
  dropStep(actionShape, steps, id)

/** How many actions there are at any depth. */
export const countActions = (steps: readonly StepDefinition[]): number => allSteps(actionShape, steps).length
