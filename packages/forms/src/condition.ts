import { type Entity, type Model, modeOf, type Place, scopeOf } from '@atelier/definitions'
import {
  checkRule,
  type Dependencies,
  dependencies,
  type Env,
  evaluate,
  type RecordData,
  type Rule,
  type RuleType,
} from '@atelier/rules'
import type { FormEnv } from './env.ts'

/** A rule ready to run here, with what it reads. */
export type LocalRule = { readonly rule: Rule; readonly reads: Dependencies }

const boolean: RuleType = { kind: 'boolean' }
const made = new WeakMap<Model, Map<unknown, Map<string, LocalRule | undefined>>>()

/** The rule, checked against what this reader's model has; undefined when it does not check there: then the server decides. */
export function localRule(
  model: Model,
  entity: string,
  json: unknown,
  place: Place = 'rule',
  expects: RuleType | 'any' = boolean,
): LocalRule | undefined {
  const ofModel = made.get(model) ?? new Map<unknown, Map<string, LocalRule | undefined>>()
  made.set(model, ofModel)
  const ofJson = ofModel.get(json) ?? new Map<string, LocalRule | undefined>()
  ofModel.set(json, ofJson)
  const name = `${entity} ${place} ${expects === 'any' ? 'any' : expects.kind}`
  if (!ofJson.has(name)) {
    const { rule } = checkRule(json, { scope: scopeOf(model, entity, place), expects, mode: modeOf(place) })
    ofJson.set(name, rule === undefined ? undefined : { rule, reads: dependencies(rule) })
  }
  return ofJson.get(name)
}

/** What rules run on here. */
export function ruleEnv(env: FormEnv, record: RecordData, old: RecordData | null): Env {
  const { now, zone, weekStart, fiscalYearStart, names } = env
  const currency = names.$workspace.currency
  return {
    record,
    now,
    zone,
    ...(weekStart === undefined ? {} : { weekStart }),
    ...(fiscalYearStart === undefined ? {} : { fiscalYearStart }),
    ...(typeof currency === 'string' ? { workspaceCurrency: currency } : {}),
    names: { ...names, $record: record, $old: old },
  }
}

/** Whether everything that the rule reads is here; else only the server can say. */
export function isDecidable(model: Model, entity: Entity, { reads }: LocalRule, env: Env): boolean {
  if (reads.tier === 'server' || reads.approvals.length > 0) return false
  const { record, names = {} } = env
  if (!reads.paths.every((path) => isKnown(model, entity, path, record))) return false
  return reads.names.every(({ name, path }) => {
    const value = names[name]
    if (name === '$record' || name === '$old') return value === null || isKnown(model, entity, path, asData(value))
    const [first] = path
    return first === undefined || value === null || (asData(value) !== null && first in (asData(value) ?? {}))
  })
}

const asData = (value: unknown): RecordData | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RecordData) : null

function isKnown(
  model: Model,
  entity: Entity | undefined,
  path: readonly string[],
  record: RecordData | null,
): boolean {
  const [step = '', ...rest] = path
  const [key = ''] = step.split('@')
  if (key === 'id') return true
  if (!entity || !record || !(key in record)) return false
  const value = record[key]
  if (rest.length === 0 || value === null || value === undefined) return true
  const to = entity.relations.get(key)?.to[0]
  const next = to === undefined ? undefined : model.entities.get(to)
  const elements = Array.isArray(value) ? value : [value]
  return elements.every((element: unknown) => isKnown(model, next, rest, asData(element)))
}

/**
 * What a condition says of a record: a rule's answer, a literal as it stands, and `undefined` where only the server can say. A
 * condition that is not given is `undefined` too.
 */
export function holds(model: Model, entity: Entity, condition: unknown, env: Env): boolean | undefined {
  if (condition === undefined) return undefined
  if (typeof condition === 'boolean') return condition
  const local = localRule(model, entity.key, condition)
  if (local === undefined || !isDecidable(model, entity, local, env)) return undefined
  return evaluate(local.rule, env) === true
}

/** Keys of the record's own fields that a condition reads (`$record` counts, `$old` does not: it never changes). */
export function readsOf(model: Model, entity: Entity, condition: unknown): readonly string[] {
  if (condition === undefined || typeof condition === 'boolean') return []
  const local = localRule(model, entity.key, condition)
  if (local === undefined) return []
  const own = local.reads.names.flatMap(({ name, path }) => (name === '$record' ? [path] : []))
  return [...new Set([...local.reads.paths, ...own].map(([first = '']) => first.split('@')[0] ?? ''))]
}
