import type { Model, ReportDocument } from '@atelier/definitions'
import { checkRule, type Env, evaluate, type Problem, type Rule, type RuleType } from '@atelier/rules'
import { settle } from '../decimal.ts'
import type { Values } from './groups.ts'
import type { SummaryPlan } from './plan.ts'

const number: RuleType = { kind: 'number' }

/** Formulas over measures, checked: `{"/": [{"measure": "won"}, {"measure": "closed"}]}`. */
export function checkFormulas(
  model: Model,
  plan: SummaryPlan,
): { readonly formulas: ReadonlyMap<string, Rule>; readonly problems: readonly Problem[] } {
  const formulas = new Map<string, Rule>()
  const problems: Problem[] = []
  const keys: Record<string, RuleType> = {}
  plan.values.forEach((value, index) => {
    if (value.formula !== undefined) {
      const scope = { shape: model.shape, names: { measure: { keys: { ...keys } } } }
      const checked = checkRule(value.formula, {
        scope,
        mode: 'plain',
        expects: number,
        path: `/values/${index}/formula`,
      })
      if (checked.rule) formulas.set(value.key, checked.rule)
      else problems.push(...checked.problems)
    }
    keys[value.key] = number
  })
  return { formulas, problems }
}

/** Works formulas out for one group, in the order of the values; each may read those before it. Rounded once, to the measure's scale (6 if none). */
export function applyFormulas(
  report: ReportDocument,
  formulas: ReadonlyMap<string, Rule>,
  values: Values,
  env: Pick<Env, 'now' | 'zone'>,
): void {
  for (const value of report.values ?? []) {
    const rule = formulas.get(value.key)
    if (!rule) continue
    const measure = Object.fromEntries([...values].map(([key, one]) => [key, one === null ? null : String(one)]))
    const result = evaluate(rule, { record: null, names: { measure }, now: env.now, zone: env.zone })
    values.set(value.key, typeof result === 'string' ? settle(result, value.scale ?? 6) : null)
  }
}
