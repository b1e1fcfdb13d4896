import { pathsOf, recordOf } from '../../rule.ts'
import { defineStep } from '../contract.ts'
import { setPaths, setValue } from '../values.ts'

/** Writes values into the record, or into the one that `on` refers to. */
export const updateRecord = defineStep({
  key: 'updateRecord',
  label: { en: 'Change a record', 'zh-CN': '更新记录' },
  paths: (step, model, entity) => [
    ...setPaths(model, entity, step.set),
    ...(step.on === undefined ? [] : pathsOf(model, entity, step.on, 'automation', 'any')),
  ],
  plan: (step, context) => {
    const { model, entity, env } = context
    const target = step.on === undefined ? { entity, id: env.record?.id } : recordOf(model, entity, step.on, env)
    if (target === undefined || typeof target.id !== 'string') return {}
    const values: Record<string, unknown> = {}
    for (const [field, value] of Object.entries(step.set))
      values[field] = setValue(model, { entity, env }, { entity: target.entity, field }, value, undefined)
    return { effects: [{ effect: 'update', step: step.id, entity: target.entity, id: target.id, values }] }
  },
})
