import type { Model } from '@atelier/definitions'
import type { Words } from '@atelier/rules'
import { labelWords, type Refusal } from '../../refusal.ts'
import { emptyAt } from '../../rule.ts'
import { defineGate, type GateOf } from '../contract.ts'

/** A field's name in both languages, followed along a path through relations. */
export function fieldName(model: Model, entity: string, path: string): Words {
  const [key = path, ...rest] = path.split('.')
  const here = model.entities.get(entity)
  const field = here?.fields.get(key)
  const next = here?.relations.get(key)?.to[0]
  const name = field?.label ?? here?.relations.get(key)?.label
  if (rest.length > 0 && next !== undefined) return fieldName(model, next, rest.join('.'))
  return labelWords(name, { en: key, 'zh-CN': key })
}

function missing(gate: GateOf<'fields'>, field: string, name: Words, stage: string): Refusal {
  const own = gate.message === undefined ? undefined : labelWords(gate.message, name)
  return {
    code: 'gate_fields',
    path: `/values/${field}`,
    field,
    message: own ?? { en: `${name.en} is needed.`, 'zh-CN': `请填写“${name['zh-CN']}”。` },
    params: { gate: gate.id, stage },
    fix: { en: `Fill in ${name.en}.`, 'zh-CN': `填写“${name['zh-CN']}”。` },
  }
}

/** Fields that must not be empty; every empty one is named. */
export const fields = defineGate({
  key: 'fields',
  label: { en: 'Fields are filled in', 'zh-CN': '字段已填写' },
  paths: (gate) => gate.fields,
  judge: (gate, { model, entity, env, to }) => ({
    refusals: gate.fields
      .filter((field) => emptyAt(model, entity, field, env))
      .map((field) => missing(gate, field, fieldName(model, entity, field), to.key)),
  }),
})
