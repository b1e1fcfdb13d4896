import { holds, pathsOf } from '../../rule.ts'
import { defineStep } from '../contract.ts'

/** Goes on with the first case whose `when` holds; a case without one always does. */
export const branch = defineStep({
  key: 'branch',
  label: { en: 'Depending on a condition', 'zh-CN': '条件分支' },
  paths: (step, model, entity) =>
    step.cases.flatMap(({ when }) => (when === undefined ? [] : pathsOf(model, entity, when, 'automation'))),
  plan: (step, { model, entity, env }) => {
    const taken = step.cases.find(({ when }) => when === undefined || holds(model, entity, when, env, 'automation'))
    return { go: taken?.steps ?? [] }
  },
})
