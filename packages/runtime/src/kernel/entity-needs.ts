import type { Entity, Field, Model } from '@atelier/definitions'
import { localFormulas } from '@atelier/records'
import { approvalPaths, requiredPaths } from '@atelier/workflow'
import { leaving } from './related.ts'
import { relationOf } from './relation-of.ts'
import { pathsOf, ruleOf } from './rules.ts'

/** What writing a record of an entity has to read, worked out once per revision. */
export type EntityNeeds = {
  /** Paths through relations that rules, gates, defaults and fills read. */
  readonly paths: readonly (readonly string[])[]
  /** First keys of everything that rules and gates read: own fields and relations. */
  readonly judged: ReadonlySet<string>
  /** Keys of fields with a default. */
  readonly defaults: readonly string[]
  /** Keys of formulas to compute here, in order. */
  readonly formulas: readonly string[]
  /** Keys of fields that take the next number of a counter. */
  readonly numbered: readonly string[]
  readonly required: readonly string[]
  /** Fields whose references a rule narrows down. */
  readonly choosing: readonly Field[]
  /** Reference fields that fill in others when picked. */
  readonly filling: readonly Field[]
  /** Keys of money fields. */
  readonly money: readonly string[]
}

const known = new WeakMap<Entity, EntityNeeds>()

/** The needs of an entity. */
export function needsOf(model: Model, entity: Entity): EntityNeeds {
  let needs = known.get(entity)
  if (needs === undefined) {
    needs = workOut(model, entity)
    known.set(entity, needs)
  }
  return needs
}

function workOut(model: Model, entity: Entity): EntityNeeds {
  const fields = [...entity.fields.values()]
  const valuePaths: (readonly string[])[] = []
  const judgedPaths: (readonly string[])[] = []
  for (const field of fields) {
    const { definition } = field
    const expects = field.type.ruleType(field.settings)
    if (isRule(definition.default))
      valuePaths.push(...pathsOf(ruleOf(model, entity.key, definition.default, 'formula', expects)))
    if (isRule(definition.rateDate))
      valuePaths.push(...pathsOf(ruleOf(model, entity.key, definition.rateDate, 'formula', 'any')))
    if (typeof definition.currency === 'object') valuePaths.push(definition.currency.from.split('.'))
    for (const fill of definition.fill ?? []) {
      const target = entity.fields.get(fill.to)
      if (target !== undefined && isRule(fill.value))
        valuePaths.push(
          ...pathsOf(ruleOf(model, entity.key, fill.value, 'formula', target.type.ruleType(target.settings))),
        )
    }
    if (isRule(definition.choices)) valuePaths.push(...choicePaths(definition.choices))
    for (const { when } of definition.pipelines ?? [])
      if (when !== undefined) judgedPaths.push(...pathsOf(ruleOf(model, entity.key, when, 'gate')))
  }
  for (const rule of entity.rules) {
    const place = rule.refuse === undefined ? 'rule' : 'refuse'
    if (rule.when !== undefined) judgedPaths.push(...pathsOf(ruleOf(model, entity.key, rule.when, place)))
    if (rule.unless !== undefined) judgedPaths.push(...pathsOf(ruleOf(model, entity.key, rule.unless, 'rule')))
    for (const key of rule.require ?? []) judgedPaths.push(key.split('.'))
  }
  for (const field of fields) {
    const lines = model.entities.get(`${entity.key}.${field.key}`)
    if (field.type.storage === 'rows' && lines !== undefined) valuePaths.push(...behindLines(model, lines, field.key))
  }
  if (entity.stage !== undefined)
    for (const pipeline of entity.pipelines)
      judgedPaths.push(...requiredPaths(model, entity.key, pipeline).map((path) => path.split('.')))
  // Where a record stands with an approval depends on what the approval reads of it.
  for (const key of new Set(judgedPaths.flatMap(([first, key]) => (first === '$approvals' ? [key ?? ''] : [])))) {
    const approval = model.approvals.get(key)
    if (approval !== undefined)
      judgedPaths.push(...approvalPaths(model, entity.key, approval).map((path) => path.split('.')))
  }
  const paths = new Map(
    [...leaving(model, entity, [...valuePaths, ...judgedPaths])].map((path) => [path.join('.'), path]),
  )
  return {
    paths: [...paths.values()],
    judged: new Set(judgedPaths.map(([first]) => first ?? '')),
    defaults: fields.filter(({ definition }) => definition.default !== undefined).map(({ key }) => key),
    formulas: localFormulas(model, entity.key),
    numbered: fields.filter(({ type, system }) => type.source === 'numbering' && !system).map(({ key }) => key),
    required: fields
      .filter((field) => field.definition.required === true && field.type.source === 'input' && !field.system)
      .map(({ key }) => key),
    filling: fields.filter(({ definition }) => definition.fill !== undefined),
    choosing: fields.filter(({ definition }) => isRule(definition.choices)),
    money: fields
      .filter(
        (field) =>
          field.type.source === 'input' &&
          relationOf(field) === undefined &&
          field.type.ruleType(field.settings).kind === 'money',
      )
      .map(({ key }) => key),
  }
}

/** What lines read, as paths from their header: of the header itself, and behind the references of rows that are there already. */
function behindLines(model: Model, lines: Entity, key: string): readonly (readonly string[])[] {
  return needsOf(model, lines).paths.flatMap(([first = '', ...rest]) => {
    if (first === 'parent') return rest.length > 0 ? [rest] : []
    return rest.length > 0 && !first.startsWith('$') ? [[key, first, ...rest]] : []
  })
}

/** Whether a value place holds a rule; anything else is a literal. */
export function isRule(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// Inside `choices` a bare `var` is the candidate; `$record.…` is read from the record being written.
function choicePaths(json: object): readonly (readonly string[])[] {
  return [...JSON.stringify(json).matchAll(/"\$record\.([A-Za-z0-9.]+)"/g)].map((match) => (match[1] ?? '').split('.'))
}
