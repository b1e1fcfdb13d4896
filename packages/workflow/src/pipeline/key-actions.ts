import type { KeyAction, Model, StageDefinition } from '@atelier/definitions'
import type { Env } from '@atelier/rules'
import { labelWords, type Refusal } from '../refusal.ts'
import { decideRule } from '../rule.ts'

/** Whether a key action is done: its rule holds, or somebody has ticked it. */
export function actionDone(
  model: Model,
  entity: string,
  action: KeyAction,
  env: Env,
  ticks: readonly string[],
): boolean {
  if (ticks.includes(action.id)) return true
  return action.doneWhen !== undefined && decideRule(model, entity, action.doneWhen, env).holds
}

/** A refusal for every required key action of the stage that is not done. */
export function openActions(
  model: Model,
  entity: string,
  stage: StageDefinition,
  env: Env,
  ticks: readonly string[],
): readonly Refusal[] {
  return (stage.keyActions ?? [])
    .filter((action) => action.required === true && !actionDone(model, entity, action, env, ticks))
    .map((action) => {
      const name = labelWords(action.label, { en: action.id, 'zh-CN': action.id })
      const byHand = action.doneWhen === undefined
      return {
        code: 'gate_action',
        path: '',
        message: { en: `"${name.en}" is not done yet.`, 'zh-CN': `关键动作“${name['zh-CN']}”尚未完成。` },
        params: { gate: action.id, action: action.id, stage: stage.key },
        fix: byHand
          ? { en: `Tick "${name.en}" when it is done.`, 'zh-CN': `完成后勾选“${name['zh-CN']}”。` }
          : { en: `Do "${name.en}"; it is then ticked by itself.`, 'zh-CN': `完成“${name['zh-CN']}”后会自动勾选。` },
      }
    })
}
