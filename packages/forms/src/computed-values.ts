import type { Entity, Field, FillDefinition, Model, RuleJson } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import { type Env, evaluate, type RecordData } from '@atelier/rules'
import { isDecidable, localRule, readsOf, ruleEnv } from './condition.ts'
import type { FormEnv, FormValues } from './env.ts'
import type { Layout } from './layout.ts'
import { fieldPlaces } from './layout.ts'
import { draftOf, idOf, isEmptyValue, recordOf } from './record.ts'

const isRule = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('amount' in value)

/** A field's value from a rule or a literal, as the field keeps it; undefined where it cannot be told here. */
function valueFrom(model: Model, entity: Entity, field: Field, json: RuleJson, env: Env): Canonical | undefined {
  if (!isRule(json)) {
    const parsed = field.type.parse(json, field.settings)
    return parsed.ok ? parsed.value : undefined
  }
  const local = localRule(model, entity.key, json, 'formula', field.type.ruleType(field.settings))
  if (local === undefined || !isDecidable(model, entity, local, env)) return undefined
  const value = evaluate(local.rule, env)
  if (field.targets.length > 0) return idOf(value)
  const parsed = (field.type.fromRule ?? field.type.parse)(value, field.settings)
  return parsed.ok ? parsed.value : undefined
}

/** Sets a worked out value where it is and can be kept; tells whether it did. */
function put(
  record: { [key: string]: unknown },
  made: { [key: string]: unknown },
  field: Field,
  value: Canonical | undefined,
): void {
  if (value === undefined) return
  made[field.key] = value
  const id = field.targets.length > 0 ? idOf(value) : null
  record[field.key] = id === null ? value : { id }
}

/** A default that comes to nothing leaves the field as it is. */
const putDefault: typeof put = (record, made, field, value) => {
  if (!isEmptyValue(value)) put(record, made, field, value)
}

/** The formulas over a record's own values, each after those that it reads. */
function localFormulas(entity: Entity): readonly Field[] {
  const formulas = [...entity.fields.values()].filter((field) => field.definition.formula !== undefined)
  const done = new Set<Field>()
  const visit = (field: Field, open: readonly Field[]): void => {
    if (done.has(field) || open.includes(field)) return
    for (const [key = ''] of field.reads) {
      const read = entity.fields.get(key)
      if (read && formulas.includes(read)) visit(read, [...open, field])
    }
    done.add(field)
  }
  for (const field of formulas) visit(field, [])
  return [...done]
}

/**
 * What the values come to by themselves: defaults of a new record (`form` items may have their own) for fields nobody has touched
 * and that are empty, then formulas over own values. Given as answers carry them; what only the server can tell is left out.
 */
export function computedValues(model: Model, layout: Layout, values: FormValues, env: FormEnv): FormValues {
  const { entity } = layout
  const record: { [key: string]: unknown } = { ...draftOf(model, entity, values, env) }
  const made: { [key: string]: unknown } = {}
  const run = ruleEnv(env, record, null)
  if (env.before === undefined) {
    const own = new Map(
      fieldPlaces(layout).flatMap(({ item }) =>
        item.default === undefined ? [] : [[item.field.key, item.default] as const],
      ),
    )
    for (const field of entity.fields.values()) {
      const json = own.get(field.key) ?? field.definition.default
      if (json === undefined || env.touched?.has(field.key) || !isEmptyValue(values[field.key])) continue
      putDefault(record, made, field, valueFrom(model, entity, field, json, run))
    }
  }
  for (const field of localFormulas(entity))
    put(record, made, field, valueFrom(model, entity, field, field.definition.formula, run))
  return answers(entity, made)
}

/** The computed cells of one row of line items; defaults too where the row is new. */
export function computedRow(
  model: Model,
  lines: Entity,
  row: FormValues,
  header: FormValues,
  env: FormEnv,
): FormValues {
  const parent = [...lines.fields.values()].find((field) => field.key === 'parent')?.targets[0]
  const headerEntity = parent === undefined ? undefined : model.entities.get(parent)
  const { access: _, before: _before, ...rowEnv } = env
  const record: { [key: string]: unknown } = {
    ...recordOf(model, lines, row, rowEnv),
    ...(headerEntity ? { parent: recordOf(model, headerEntity, header, env) } : {}),
  }
  const made: { [key: string]: unknown } = {}
  const run = ruleEnv(rowEnv, record, null)
  const isNew = typeof row.id !== 'string'
  for (const field of lines.fields.values()) {
    const { default: json } = field.definition
    if (!isNew || json === undefined || field.key in row) continue
    putDefault(record, made, field, valueFrom(model, lines, field, json, run))
  }
  for (const field of localFormulas(lines))
    put(record, made, field, valueFrom(model, lines, field, field.definition.formula, run))
  return answers(lines, made)
}

/** Values as the API would answer them. */
function answers(entity: Entity, made: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(made).map(([key, value]) => {
      const field = entity.fields.get(key)
      return [key, field?.type.answer && isCanonical(value) ? field.type.answer(value, field.settings) : value]
    }),
  )
}
const isCanonical = (value: unknown): value is Canonical => value !== undefined

/** What picking a record in `field` copies into other fields of the same record or row, as far as what was picked is known. */
export function fillsOf(model: Model, entity: Entity, field: Field, values: FormValues, env: FormEnv): FormValues {
  const fills = field.definition.fill ?? []
  if (fills.length === 0 || isEmptyValue(values[field.key])) return {}
  const record: { [key: string]: unknown } = { ...recordOf(model, entity, values, env) }
  const made: { [key: string]: unknown } = {}
  const run = ruleEnv(env, record, null)
  for (const { to, mode, value } of fills) {
    const target = entity.fields.get(to)
    if (!target || (mode === 'ifEmpty' && !isEmptyValue(values[to]))) continue
    put(record, made, target, valueFrom(model, entity, target, value, run))
  }
  return answers(entity, made)
}

/**
 * The fields of a referenced record that this form's rules read through `field`: ask for them when somebody picks one, and give
 * them as `env.related`.
 */
export function wantedOf(model: Model, entity: Entity, field: Field): readonly string[] {
  const wanted = new Set<string>()
  const collect = (json: RuleJson, expects: 'any' | 'condition') => {
    if (!isRule(json)) return
    const local =
      expects === 'any' ? localRule(model, entity.key, json, 'formula', 'any') : localRule(model, entity.key, json)
    for (const [first, second] of local?.reads.paths ?? [])
      if (first === field.key && second !== undefined) wanted.add(second)
  }
  for (const { fill = [], default: json } of [...entity.fields.values()].map(({ definition }) => definition)) {
    collect(json, 'any')
    for (const { value } of fill as readonly FillDefinition[]) collect(value, 'any')
  }
  for (const { when, unless } of entity.rules) {
    collect(when, 'condition')
    collect(unless, 'condition')
  }
  return [...wanted].filter((key) => key !== 'id')
}

/** The values that the computed ones hang on, so that a form knows when to work them out again. */
export function computedReads(model: Model, entity: Entity): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const field of entity.fields.values()) {
    for (const [key = ''] of field.definition.formula === undefined ? [] : field.reads)
      keys.add(key.split('@')[0] ?? '')
    for (const key of isRule(field.definition.default) ? readsOf(model, entity, field.definition.default) : [])
      keys.add(key)
  }
  return keys
}

/** A record of an entity, as the API answered it, in the form that `env.related` takes. */
export const relatedRecord = (
  model: Model,
  entity: string,
  answer: FormValues,
  env: FormEnv,
): RecordData | undefined => {
  const found = model.entities.get(entity)
  const { access: _, before: _before, ...plain } = env
  return found && recordOf(model, found, answer, plain)
}
