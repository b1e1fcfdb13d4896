import { modeOf, type Model, type Place, scopeOf } from '@atelier/definitions'
import { checkRule, decide, dependencies, type Env, evaluate, type Rule, type RuleType } from '@atelier/rules'

/** Checked rules by the JSON they were written as: a model is immutable, so each is checked once per place. */
const known = new WeakMap<Model, WeakMap<object, Map<string, Rule>>>()

/**
 * The checked rule. Definitions are checked before they are published, so a rule that does not check is a bug here, not a mistake of
 * the admin.
 */
function ruleOf(model: Model, entity: string, json: unknown, place: Place, expects: RuleType | 'any'): Rule {
  const kept = typeof json === 'object' && json !== null ? json : undefined
  const name = `${place} ${entity} ${expects === 'any' ? 'any' : expects.kind}`
  const found = kept === undefined ? undefined : known.get(model)?.get(kept)?.get(name)
  if (found !== undefined) return found
  const checked = checkRule(json, { scope: scopeOf(model, entity, place), expects, mode: modeOf(place) })
  if (checked.rule === undefined) {
    const reasons = checked.problems.map((problem) => `${problem.path}: ${problem.message.en}`).join('; ')
    throw new Error(`A rule of ${entity} does not check: ${reasons}`)
  }
  if (kept !== undefined) {
    const rules = known.get(model) ?? new WeakMap<object, Map<string, Rule>>()
    known.set(model, rules)
    rules.set(kept, (rules.get(kept) ?? new Map<string, Rule>()).set(name, checked.rule))
  }
  return checked.rule
}

const boolean: RuleType = { kind: 'boolean' }

export type RuleVerdict = {
  readonly holds: boolean
  /** Paths of the empty fields that left it undecided; none when it was decided. */
  readonly empty: readonly string[]
}

/** Judges strictly, as gates and approvals do: what cannot be decided does not hold. */
export function decideRule(model: Model, entity: string, json: unknown, env: Env, place: Place = 'gate'): RuleVerdict {
  throw new Error(`${model.revision}${entity}${json}${env.now}${place}`)
}

/** Whether a condition holds for the record, read plainly: an empty value makes comparisons false. */
export function holds(model: Model, entity: string, json: unknown, env: Env, place: Place = 'automation'): boolean {
  return evaluate(ruleOf(model, entity, json, place, boolean), env) === true
}
