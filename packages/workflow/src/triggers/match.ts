import type { Model } from '@atelier/definitions'
import type { Env } from '@atelier/rules'
import { holds } from '../rule.ts'
import { type ActiveAutomation, automationsOf } from './automations-of.ts'
import type { WorkflowEvent } from './contract.ts'
import { triggerMatches } from './registry.ts'

export type { WorkflowEvent } from './contract.ts'

/** Automations that an event sets off, their filters aside: cheap, reads nothing but the event. */
export function candidatesFor(model: Model, event: WorkflowEvent): readonly ActiveAutomation[] {
  const automations = automationsOf(model, event.entity)
  if (automations.length === 0) return automations
  const stageField = model.entities.get(event.entity)?.stage?.key
  return automations.filter(
    ({ trigger }) => trigger.on !== 'time.reached' && triggerMatches(trigger, event, stageField),
  )
}

/** The pipeline that a loaded record is in. */
function pipelineOf(model: Model, entity: string, env: Env): unknown {
  const key = model.entities.get(entity)?.stage?.key
  const stage = key === undefined ? undefined : env.record?.[key]
  return typeof stage === 'object' && stage !== null && 'pipeline' in stage ? stage.pipeline : undefined
}

/** Whether a record passes an automation's filter and is in its pipeline. `env.record` is the record as it is now. */
export function filterHolds(model: Model, automation: ActiveAutomation, env: Env): boolean {
  const pipeline = automation.pipeline === undefined ? undefined : pipelineOf(model, automation.entity, env)
  if (pipeline !== undefined && pipeline !== automation.pipeline) return false
  const { filter } = automation.trigger
  return filter === undefined || holds(model, automation.entity, filter, env, 'automation')
}

/** Automations that an event sets off, in order. `env.record` is the record now, `env.names.$old` as it was before. */
export function matchTriggers(model: Model, event: WorkflowEvent, env: Env): readonly ActiveAutomation[] {
  return candidatesFor(model, event).filter((automation) => filterHolds(model, automation, env))
}
