import { type Model, modeOf, type Place, scopeOf } from '@atelier/definitions'
import { checkRule, decide, dependencies, type Env, evaluate, type Rule, type RuleType } from '@atelier/rules'

/** Checked rules by the JSON they were written as: a model is immutable, so each is checked once per place. */
const known = new WeakMap<Model, WeakMap<object, Map<string, Rule>>>()

function check(
  model: Model,
  entity: string | undefined,
  json: unknown,
  place: Place,
  expects: RuleType | 'any',
  calendars?: readonly string[],
): Rule {
  const scope = { ...scopeOf(model, entity, place), ...(calendars === undefined ? {} : { calendars }) }
  const checked = checkRule(json, { scope, expects, mode: modeOf(place) })
  if (checked.rule !== undefined) return checked.rule
  const reasons = checked.problems.map((problem) => `${problem.path}: ${problem.message.en}`).join('; ')
  throw new Error(`A rule of ${entity ?? 'the workspace'} does not check: ${reasons}`)
}

/**
 * The checked rule. Definitions are checked before they are published, so a rule that does not check is a bug here, not a mistake of
 * the admin.
 */
function ruleOf(model: Model, entity: string, json: unknown, place: Place, expects: RuleType | 'any'): Rule {
  if (typeof json !== 'object' || json === null) return check(model, entity, json, place, expects)
  const name = `${place} ${entity} ${JSON.stringify(expects)}`
  const found = known.get(model)?.get(json)?.get(name)
  if (found !== undefined) return found
  const rule = check(model, entity, json, place, expects)
  const rules = known.get(model) ?? new WeakMap<object, Map<string, Rule>>()
  known.set(model, rules)
  rules.set(json, (rules.get(json) ?? new Map<string, Rule>()).set(name, rule))
  return rule
}

const boolean: RuleType = { kind: 'boolean' }

export type RuleVerdict = {
  readonly holds: boolean
  readonly undecided: boolean
  /** Paths from the record of the empty fields that left it undecided. */
  readonly empty: readonly string[]
}

/** Judges strictly, as gates and approvals do: what cannot be decided does not hold, and says which empty fields are to blame. */
export function decideRule(model: Model, entity: string, json: unknown, env: Env, place: Place = 'gate'): RuleVerdict {
  const { answer, empty } = decide(ruleOf(model, entity, json, place, boolean), env, 'strict')
  const paths = empty.map(({ path }) => path.replace(/^\$record\./, '')).filter((path) => !path.startsWith('$'))
  return { holds: answer === true, undecided: answer === 'undecided', empty: [...new Set(paths)] }
}

/** Whether a condition holds for the record, read plainly: an empty value makes comparisons false. */
export function holds(model: Model, entity: string, json: unknown, env: Env, place: Place = 'automation'): boolean {
  return decide(ruleOf(model, entity, json, place, boolean), env, 'plain').answer === true
}

const emptyRules = new Map<string, object>()

/** Whether nothing stands at a path: missing, null, an empty text or an empty list. */
export function emptyAt(model: Model, entity: string, path: string, env: Env): boolean {
  const rule = emptyRules.get(path) ?? { empty: [{ var: path }] }
  emptyRules.set(path, rule)
  return decide(ruleOf(model, entity, rule, 'gate', boolean), env, 'strict').answer === true
}

/**
 * Paths from the record that a rule reads. Where it asks about an approval: `$approvals.<key>` behind the path of the record that has it, and what the
 * state of the record's own depends on.
 */
export function pathsOf(
  model: Model,
  entity: string,
  json: unknown,
  place: Place = 'gate',
  expects: RuleType | 'any' = boolean,
): readonly string[] {
  return readPaths(model, entity, json, place, expects, [])
}

function readPaths(
  model: Model,
  entity: string,
  json: unknown,
  place: Place,
  expects: RuleType | 'any',
  seen: readonly string[],
): readonly string[] {
  const { paths, approvals } = dependencies(ruleOf(model, entity, json, place, expects))
  const read = paths.map((path) => path.join('.'))
  if (approvals.length === 0) return read
  const own = approvals.flatMap(({ path, key }) => (path.length === 0 ? ownApproval(model, entity, key, seen) : []))
  return [...read, ...approvals.map(({ path, key }) => [...path, '$approvals', key].join('.')), ...own]
}

/** What the state of a record's own approval depends on: its material fields, `when`, and the approvals that `when` asks about. */
function ownApproval(model: Model, entity: string, key: string, seen: readonly string[]): readonly string[] {
  const document = model.approvals.get(key)
  if (document === undefined || seen.includes(key)) return []
  const when =
    document.when === undefined ? [] : readPaths(model, entity, document.when, 'approval', boolean, [...seen, key])
  return [...when, ...(document.material ?? [])]
}

/** The id in a loaded reference. */
const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value

/** A canonical value as a write takes it: references by id, money without its base. */
function inputForm(value: unknown, type: RuleType): unknown {
  if (Array.isArray(value)) return type.kind === 'choices' ? value : value.map(idOf)
  if (type.kind === 'reference') return idOf(value)
  if (type.kind === 'money' && typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value)
    return value.currency === null ? value.amount : { amount: value.amount, currency: value.currency }
  return value
}

/** A rule's value for a field of a record to be written, in input form. */
export function writtenValue(
  model: Model,
  entity: string,
  json: object,
  env: Env,
  target: { readonly entity: string; readonly field: string },
): unknown {
  const field = model.entities.get(target.entity)?.fields.get(target.field)
  const expects = field === undefined ? 'any' : field.type.ruleType(field.settings)
  const rule = ruleOf(model, entity, json, 'automation', expects)
  return inputForm(evaluate(rule, env), rule.root.type)
}

/** The record that a rule refers to (`{"var": "$record"}`, `{"var": "account"}`); undefined when there is none. */
export function recordOf(
  model: Model,
  entity: string,
  json: unknown,
  env: Env,
): { readonly entity: string; readonly id: string } | undefined {
  const rule = ruleOf(model, entity, json, 'automation', 'any')
  const id = idOf(evaluate(rule, env))
  return rule.root.type.kind === 'reference' && typeof id === 'string' && id !== ''
    ? { entity: rule.root.type.entity, id }
    : undefined
}

/** A rule that reads no record. */
export function scalarOf(
  model: Model,
  json: unknown,
  env: Env,
  expects: RuleType,
  calendars: readonly string[],
): unknown {
  return evaluate(check(model, undefined, json, 'nowhere', expects, calendars), env)
}
