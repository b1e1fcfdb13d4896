import { labelWords } from '../../refusal.ts'
import { decideRule, pathsOf } from '../../rule.ts'
import { defineGate, passes } from '../contract.ts'
import { fieldName } from '../fields/index.ts'

/** A rule over the record and its related records, judged strictly: undecided holds the gate shut and names the empty field. */
export const rule = defineGate({
  key: 'rule',
  label: { en: 'A condition holds', 'zh-CN': '满足条件' },
  paths: (gate, model, entity) => pathsOf(model, entity, gate.rule),
  judge: (gate, { model, entity, env, to }) => {
    const verdict = decideRule(model, entity, gate.rule, env)
    if (verdict.holds) return passes
    const message = labelWords(gate.message, {
      en: 'A condition of this stage does not hold.',
      'zh-CN': '不满足该阶段的条件。',
    })
    const params = { gate: gate.id, stage: to.key }
    if (verdict.empty.length === 0)
      return { refusals: [{ code: 'gate_rule', path: '', message, params: { ...params, ...starts(gate.rule) } }] }
    return {
      refusals: verdict.empty.map((field) => {
        const name = fieldName(model, entity, field)
        return {
          code: 'gate_rule',
          path: `/values/${field}`,
          field,
          message,
          params: { ...params, empty: field, ...starts(gate.rule) },
          fix: { en: `Fill in ${name.en}.`, 'zh-CN': `填写“${name['zh-CN']}”。` },
        }
      }),
    }
  },
})

/** The approval that the rule asks about, so that an answer can offer to start it. */
function starts(json: unknown): { readonly start?: string } {
  const key = approvalIn(json)
  return key === undefined ? {} : { start: key }
}

function approvalIn(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  for (const [name, value] of Object.entries(json)) {
    if (name === 'approvalState' && Array.isArray(value) && typeof value[0] === 'string') return value[0]
    const inside = approvalIn(value)
    if (inside !== undefined) return inside
  }
  return undefined
}
