import type {
  AutomationDocument,
  Duration,
  Label,
  Model,
  PipelineDocument,
  RuleJson,
  StageDefinition,
  StepDefinition,
  TriggerDefinition,
} from '@atelier/definitions'

type TimeTrigger = Omit<Extract<TriggerDefinition, { on: 'time.reached' }>, 'offsets'> & {
  readonly offsets: readonly Duration[]
}
type EventTrigger = Exclude<TriggerDefinition, { on: 'time.reached' }>

/** Steps with what sets them off: an automation document, or a stage's `onEnter`, `onLeave` and `sla`. */
export type ActiveAutomation = {
  /** Stable: the document's id, or `pipeline/stage/part`. */
  readonly id: string
  /** Key of the document: the automation's, or the pipeline's. */
  readonly key: string
  readonly label: Label | undefined
  readonly entity: string
  /** Only for records in this pipeline. */
  readonly pipeline: string | undefined
  /** The stage whose part this is: tasks it makes with `onLeave: "cancel"` go when the stage is left. */
  readonly stage: string | undefined
  readonly trigger: EventTrigger | TimeTrigger
  readonly run: {
    readonly as: 'system' | 'starter' | 'owner'
    readonly reenter: 'once' | 'always'
    /** `batch`: of a write of many records people hear once, not once for each. */
    readonly onBulk: 'each' | 'batch'
  }
  readonly calendar: string | undefined
  readonly steps: readonly StepDefinition[]
  /** Cancels the open tasks of the stage that is left. */
  readonly cancels: boolean
}

const asSystem = { as: 'system', reenter: 'once', onBulk: 'each' } as const
const made = new WeakMap<Model, ReadonlyMap<string, readonly ActiveAutomation[]>>()

function ofDocument(document: AutomationDocument): ActiveAutomation {
  return {
    id: document.id,
    key: document.key,
    label: document.label,
    entity: document.entity,
    pipeline: undefined,
    stage: undefined,
    trigger: document.trigger,
    run: {
      as: document.run?.as ?? 'system',
      reenter: document.run?.reenter ?? 'once',
      onBulk: document.run?.onBulk ?? 'each',
    },
    calendar: undefined,
    steps: document.steps,
    cancels: false,
  }
}

const cancelled = (steps: readonly StepDefinition[]): boolean =>
  steps.some((step) =>
    'type' in step
      ? step.type === 'branch' && step.cases.some((each) => cancelled(each.steps))
      : step.action === 'createTask' && step.onLeave === 'cancel',
  )

function ofStage(pipeline: PipelineDocument, stage: StageDefinition, stageField: string): readonly ActiveAutomation[] {
  const part = (
    name: string,
    trigger: ActiveAutomation['trigger'],
    steps: readonly StepDefinition[],
    cancels = false,
  ): ActiveAutomation => ({
    id: `${pipeline.id}/${stage.id}/${name}`,
    key: pipeline.key,
    label: stage.label,
    entity: pipeline.entity,
    pipeline: pipeline.key,
    stage: stage.id,
    trigger,
    run: asSystem,
    calendar: pipeline.calendar,
    steps,
    cancels,
  })
  const enter = stage.onEnter ?? []
  const leave = stage.onLeave ?? []
  const inStage: RuleJson = { '==': [{ var: stageField }, stage.key] }
  return [
    ...(enter.length > 0 ? [part('onEnter', { on: 'stage.entered', stage: [stage.key] }, enter)] : []),
    ...(leave.length > 0 || cancelled(enter)
      ? [part('onLeave', { on: 'stage.left', stage: [stage.key] }, leave, cancelled(enter))]
      : []),
    ...(stage.sla ?? []).map((rung) =>
      part(
        rung.id,
        { on: 'time.reached', field: `${stageField}.enteredAt`, offsets: [rung.after], filter: inStage },
        rung.steps,
      ),
    ),
  ]
}

function all(model: Model): ReadonlyMap<string, readonly ActiveAutomation[]> {
  const found = made.get(model)
  if (found !== undefined) return found
  const byEntity = new Map<string, ActiveAutomation[]>()
  const add = (automation: ActiveAutomation) =>
    byEntity.set(automation.entity, [...(byEntity.get(automation.entity) ?? []), automation])
  for (const document of model.automations.values()) if (document.enabled !== false) add(ofDocument(document))
  for (const pipeline of model.pipelines.values()) {
    const stageField = model.entities.get(pipeline.entity)?.stage?.key ?? 'stage'
    for (const stage of pipeline.stages) for (const automation of ofStage(pipeline, stage, stageField)) add(automation)
  }
  made.set(model, byEntity)
  return byEntity
}

/** What runs by itself for records of an entity, in order: automation documents that are enabled, then the parts of its pipelines' stages. */
export function automationsOf(model: Model, entity: string): readonly ActiveAutomation[] {
  return all(model).get(entity) ?? []
}

/** Every entity that has something running by itself. */
export const automatedEntities = (model: Model): readonly string[] => [...all(model).keys()]
