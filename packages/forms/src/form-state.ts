import type { Entity, Field, Model, RuleDefinition } from '@atelier/definitions'
import type { Env, Words } from '@atelier/rules'
import { holds, readsOf, ruleEnv } from './condition.ts'
import type { FormEnv, FormValues } from './env.ts'
import { type FieldPlace, fieldPlaces, type Layout, type LayoutItem } from './layout.ts'
import { draftOf, recordOf } from './record.ts'
import { wordsOf } from './words.ts'

/** Why a field is as it is; `rule` carries the words of its author where there are some. */
export type Reason = { readonly by: 'definition' | 'form' | 'rule' | 'access' | 'computed'; readonly words?: Words }

export type ItemState = {
  readonly visible: boolean
  readonly required: Reason | undefined
  readonly readonly: Reason | undefined
  /** What rules of kind `warn` say about the field now. They stop nothing. */
  readonly warnings: readonly Words[]
}

/** Evaluates conditions over one state of the values; make a new one for other values. The values are read when the first condition asks. */
export type Judge = {
  readonly model: Model
  readonly layout: Layout
  readonly env: FormEnv
  readonly now: Env
  readonly earlier: Env | undefined
}

/** Reads the values once, for any number of questions about them. */
export function judgeOf(model: Model, layout: Layout, values: FormValues, env: FormEnv): Judge {
  const { entity } = layout
  const before = once(() => (env.before === undefined ? null : recordOf(model, entity, env.before, env)))
  const now = once(() => ruleEnv(env, draftOf(model, entity, values, env), before()))
  const earlier = once(() => {
    const record = before()
    return record === null ? undefined : ruleEnv(env, record, record)
  })
  return {
    model,
    layout,
    env,
    get now() {
      return now()
    },
    get earlier() {
      return earlier()
    },
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** A condition that cannot be decided here hides nothing: the server has the last word on what may be written. */
export const isShown = (judge: Judge, conditions: readonly unknown[]): boolean =>
  conditions.every((condition) => says(judge, condition) !== false)

/** What a condition says of the values now; one that is not given asks for nothing. */
const says = (judge: Judge, condition: unknown): boolean | undefined =>
  condition === undefined ? undefined : holds(judge.model, judge.layout.entity, condition, judge.now)

function applies(model: Model, entity: Entity, rule: RuleDefinition, env: Env): boolean {
  if (rule.when !== undefined && holds(model, entity, rule.when, env) !== true) return false
  return rule.unless === undefined || holds(model, entity, rule.unless, env) === false
}

function requiredBy(judge: Judge, { item }: FieldPlace): Reason | undefined {
  const { model, layout } = judge
  const { entity } = layout
  const { field } = item
  if (field.definition.required === true) return { by: 'definition' }
  const rule = entity.rules.find((each) => each.require?.includes(field.key) && applies(model, entity, each, judge.now))
  if (rule) return reason('rule', rule)
  return says(judge, item.conditions.required) === true ? { by: 'form' } : undefined
}

function readonlyBy(judge: Judge, { item }: FieldPlace): Reason | undefined {
  const { model, layout, env } = judge
  const { entity } = layout
  const { field } = item
  if (field.type.source !== 'input' || field.system) return { by: 'computed' }
  if (field.definition.readonly === true) return { by: 'definition' }
  if (env.access?.has(field.key)) return { by: 'access' }
  // `readonly` judges the record before the write: a new record has no before.
  const rule = entity.rules.find((each) => {
    const earlier = each.readonly?.includes(field.key) ? judge.earlier : undefined
    return earlier !== undefined && applies(model, entity, each, earlier)
  })
  if (rule) return reason('rule', rule)
  return says(judge, item.conditions.readonly) === true ? { by: 'form' } : undefined
}

const reason = (by: Reason['by'], rule: RuleDefinition): Reason => {
  const words = wordsOf(rule.message)
  return words ? { by, words } : { by }
}

/** What warnings say about a field. */
function warningsFor(judge: Judge, field: Field): readonly Words[] {
  const { model } = judge
  const { entity } = judge.layout
  return entity.rules.flatMap((rule) => {
    if (rule.warn === undefined || !rule.fields?.includes(field.key) || !applies(model, entity, rule, judge.now))
      return []
    return wordsOf(rule.warn) ?? []
  })
}

/** The state of one field's place. A hidden place asks for nothing. */
export function fieldState(judge: Judge, place: FieldPlace): ItemState {
  const { visible } = place.item.conditions
  if (!isShown(judge, [...place.around, visible]))
    return { visible: false, required: undefined, readonly: undefined, warnings: [] }
  const readonly = readonlyBy(judge, place)
  return {
    visible: true,
    // What nobody can write is asked of nobody.
    required: readonly ? undefined : requiredBy(judge, place),
    readonly,
    warnings: warningsFor(judge, place.item.field),
  }
}

/**
 * Every place of a layout by item id: whether it shows, must be filled, may be written, and why. Pages and sections are in it
 * with their `visible` alone; everything in a hidden one is hidden.
 */
export function formState(
  model: Model,
  layout: Layout,
  values: FormValues,
  env: FormEnv,
): ReadonlyMap<string, ItemState> {
  const judge = judgeOf(model, layout, values, env)
  const states = new Map<string, ItemState>()
  const plain = (visible: boolean): ItemState => ({ visible, required: undefined, readonly: undefined, warnings: [] })
  const visit = (item: LayoutItem, around: readonly unknown[]): void => {
    if (item.kind === 'field') return
    const conditions = [...around, item.conditions.visible]
    states.set(item.id, plain(isShown(judge, conditions)))
    if (item.kind === 'section') for (const each of item.items) visit(each, conditions)
  }
  for (const page of layout.pages) {
    states.set(page.id, plain(isShown(judge, [page.visible])))
    for (const item of page.items) visit(item, [page.visible])
  }
  for (const place of fieldPlaces(layout)) states.set(place.item.id, fieldState(judge, place))
  return states
}

/** The fields whose values a place's state hangs on. */
export function fieldReads(model: Model, layout: Layout, place: FieldPlace): readonly string[] {
  const { entity } = layout
  const { key } = place.item.field
  const rules = entity.rules.filter(
    (rule) => rule.require?.includes(key) || (rule.warn !== undefined && rule.fields?.includes(key)),
  )
  const { visible, required, readonly } = place.item.conditions
  const conditions = [
    ...place.around,
    visible,
    required,
    readonly,
    ...rules.flatMap(({ when, unless }) => [when, unless]),
  ]
  return [...new Set(conditions.flatMap((condition) => readsOf(model, entity, condition)))]
}

/** Which places each field's value affects: only they need drawing again when it changes. Keys without effect are not in it. */
export function dependents(model: Model, layout: Layout): ReadonlyMap<string, ReadonlySet<string>> {
  const affected = new Map<string, Set<string>>()
  const add = (key: string, id: string) => affected.set(key, (affected.get(key) ?? new Set<string>()).add(id))
  const visit = (item: LayoutItem): void => {
    for (const key of readsOf(model, layout.entity, item.conditions.visible)) add(key, item.id)
    if (item.kind === 'section') for (const each of item.items) visit(each)
  }
  for (const page of layout.pages) {
    for (const key of readsOf(model, layout.entity, page.visible)) add(key, page.id)
    for (const item of page.items) visit(item)
  }
  for (const place of fieldPlaces(layout)) for (const key of fieldReads(model, layout, place)) add(key, place.item.id)
  return affected
}
