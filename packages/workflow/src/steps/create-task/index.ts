import type { Entity, Field, Model } from '@atelier/definitions'
import { personPaths, resolvePersons } from '../../persons/resolve.ts'
import { addDuration } from '../../time/add-duration.ts'
import { dayIn } from '../../time/local.ts'
import { defineStep, type Effect } from '../contract.ts'
import { setPaths, setValue } from '../values.ts'

/** The entity that holds activities. */
export function activityEntity(model: Model): Entity | undefined {
  return [...model.entities.values()].find((entity) => entity.document.activity !== undefined)
}

const isDay = (field: Field | undefined): boolean => field?.type.ruleType(field.settings).kind === 'date'

/** Makes an activity that is not done, about the record, in the entity that the workspace keeps activities in. */
export const createTask = defineStep({
  key: 'createTask',
  label: { en: 'Create a task', 'zh-CN': '创建任务' },
  paths: (step, model, entity) => [
    ...setPaths(model, entity, step.set),
    ...(step.owner === undefined ? [] : personPaths(step.owner)),
  ],
  plan: (step, context) => {
    const { model, entity, env, directory } = context
    const target = activityEntity(model)
    const shape = target?.document.activity
    const id = env.record?.id
    if (target === undefined || shape === undefined || typeof id !== 'string') return {}
    const persons = {
      record: env.record,
      starter: context.starter,
      approver: context.approver,
      user: context.starter,
      directory,
    }
    const [owner] = step.owner === undefined ? [] : resolvePersons([step.owner], persons)
    const language = owner === undefined ? undefined : directory.users.get(owner)?.language
    const due = step.due === undefined ? undefined : addDuration(model, env, env.now, step.due, context.calendar)
    const about = target.fields.get(shape.about)
    const values: Record<string, unknown> = {
      [shape.done]: false,
      [shape.about]: about?.type.storage === 'links' ? [id] : id,
    }
    if (due !== undefined) values[shape.due] = isDay(target.fields.get(shape.due)) ? dayIn(due, env.zone) : due
    if (owner !== undefined && target.owner !== undefined) values[target.owner.key] = owner
    for (const [field, value] of Object.entries(step.set ?? {}))
      values[field] = setValue(model, { entity, env }, { entity: target.key, field }, value, language)
    const task: Effect = {
      effect: 'create',
      step: step.id,
      entity: target.key,
      values,
      ...(step.onLeave === 'cancel' && context.stage !== undefined ? { cancelOnLeave: context.stage } : {}),
    }
    const missing: readonly Effect[] =
      step.owner !== undefined && owner === undefined
        ? [{ effect: 'nobody', step: step.id, persons: [step.owner] }]
        : []
    return { effects: [task, ...missing] }
  },
})
