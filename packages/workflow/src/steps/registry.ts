import type { Model, StepDefinition } from '@atelier/definitions'
import { branch } from './branch/index.ts'
import type { PlanContext, StepPlan } from './contract.ts'
import { createTask } from './create-task/index.ts'
import { notify } from './notify/index.ts'
import { stop } from './stop/index.ts'
import { updateRecord } from './update-record/index.ts'

/** Every kind of step. A new one is a folder, a line here and one in the two functions below. */
export const actions = [createTask, updateRecord, notify, branch, stop] as const

/** Plans one step. */
export function planStep(step: StepDefinition, context: PlanContext): StepPlan {
  if ('type' in step) return step.type === 'branch' ? branch.plan(step, context) : stop.plan(step, context)
  switch (step.action) {
    case 'createTask':
      return createTask.plan(step, context)
    case 'updateRecord':
      return updateRecord.plan(step, context)
    case 'notify':
      return notify.plan(step, context)
  }
}

function pathsOfStep(step: StepDefinition, model: Model, entity: string): readonly string[] {
  if ('type' in step) {
    if (step.type === 'stop') return []
    return [...branch.paths(step, model, entity), ...step.cases.flatMap((each) => stepPaths(each.steps, model, entity))]
  }
  switch (step.action) {
    case 'createTask':
      return createTask.paths(step, model, entity)
    case 'updateRecord':
      return updateRecord.paths(step, model, entity)
    case 'notify':
      return notify.paths(step, model, entity)
  }
}

/** Paths from the record that planning these steps may read. */
export function stepPaths(steps: readonly StepDefinition[], model: Model, entity: string): readonly string[] {
  return [...new Set(steps.flatMap((step) => pathsOfStep(step, model, entity)))]
}
