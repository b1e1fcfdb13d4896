import type { Entity, Field, Model } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import type { RecordData } from '@atelier/rules'
import { holds, ruleEnv } from './condition.ts'
import type { FormEnv, FormValues } from './env.ts'

const isRecord = (value: unknown): value is FormValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Nothing was entered: missing, null, empty text or list, money without an amount. */
export const isEmptyValue = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && 'amount' in value && (value.amount === '' || value.amount === null))

/** The id of a referred record, from an answer (`{id, label}`) or an id. */
export const idOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : isRecord(value) && typeof value.id === 'string' ? value.id : null

/** What a write sends for a value as answers carry it: references by id, nothing as null, rows with their own values alike. */
export function inputOf(field: Field, value: unknown, model: Model): unknown {
  if (isEmptyValue(value)) return null
  if (field.type.storage === 'rows') {
    const lines = model.entities.get(`${field.entity}.${field.key}`)
    if (!lines || !Array.isArray(value)) return value
    return value.map((row: unknown) => (isRecord(row) ? rowInput(lines, row, model) : row))
  }
  if (field.targets.length > 0 || field.type.group === 'file') {
    if (Array.isArray(value)) return value.map((each: unknown) => idOf(each) ?? each)
    return idOf(value) ?? value
  }
  return value
}

function rowInput(lines: Entity, row: FormValues, model: Model): FormValues {
  const id = typeof row.id === 'string' ? { id: row.id } : {}
  const written = [...lines.fields.values()].filter(
    (field) => field.key in row && !field.system && field.type.source === 'input' && field.definition.readonly !== true,
  )
  return { ...id, ...Object.fromEntries(written.map((field) => [field.key, inputOf(field, row[field.key], model)])) }
}

/**
 * The values as rules read them. A written field that is not there is empty; a computed one that is not there stays away, so that
 * a rule that reads it is known to wait for the server. What cannot be read (half a number) is empty.
 */
export function recordOf(model: Model, entity: Entity, values: FormValues, env: FormEnv): RecordData {
  const record: { [key: string]: unknown; id?: string | null } = { id: idOf(values.id) }
  for (const field of entity.fields.values()) {
    if (field.key === 'id' || env.access?.get(field.key) === 'masked') continue
    const value = values[field.key]
    if (value === undefined && (field.system || field.type.source !== 'input')) continue
    record[field.key] = dataOf(model, entity, field, value, values, env, record)
  }
  return record
}

/**
 * The same of a record that is being filled in: a new one stands in the stage that it will start in, so that conditions on the stage
 * say of it what they will say once it is made.
 */
export function draftOf(model: Model, entity: Entity, values: FormValues, env: FormEnv): RecordData {
  const record = recordOf(model, entity, values, env)
  const { stage } = entity
  if (!stage || env.before !== undefined || !isEmptyValue(values[stage.key])) return record
  const run = ruleEnv(env, record, null)
  const chosen = stage.definition.pipelines?.find(
    ({ when }) => when === undefined || holds(model, entity, when, run) === true,
  )
  const [first] = model.pipelines.get(chosen?.pipeline ?? '')?.stages ?? []
  return first ? { ...record, [stage.key]: stageOf(model, entity, first.key) } : record
}

function dataOf(
  model: Model,
  entity: Entity,
  field: Field,
  value: unknown,
  values: FormValues,
  env: FormEnv,
  record: RecordData,
): unknown {
  if (isEmptyValue(value)) return null
  if (field.type.storage === 'rows') {
    const lines = model.entities.get(`${entity.key}.${field.key}`)
    if (!lines || !Array.isArray(value)) return null
    // Rights on a header's fields say nothing about fields of the same name in its lines.
    const { access: _, ...lineEnv } = env
    return value.filter(isRecord).map((row) => ({ ...recordOf(model, lines, row, lineEnv), parent: record }))
  }
  if (field.targets.length > 0) {
    const ids = (Array.isArray(value) ? value : [value]).map(idOf).filter((id) => id !== null)
    const many = field.type.storage === 'links'
    const found = ids.map((id) => ({ ...env.related?.get(id), id }))
    return many ? found : (found[0] ?? null)
  }
  if (field === entity.stage) return stageOf(model, entity, value)
  const canonical = canonicalOf(field, inputOf(field, value, model))
  return withCurrency(field, canonical, values)
}

/** An input as the engines keep it; empty where the field's type refuses it. */
function canonicalOf(field: Field, input: unknown): Canonical {
  const read = field.type.source === 'computed' ? (field.type.fromRule ?? field.type.parse) : field.type.parse
  const parsed = read(input, field.settings)
  return parsed.ok ? parsed.value : null
}

function stageOf(model: Model, entity: Entity, value: unknown): unknown {
  const key = isRecord(value) ? value.key : value
  const named = entity.stage?.definition.pipelines?.map((each) => each.pipeline) ?? []
  for (const pipeline of [...model.pipelines.values()].filter((each) => named.includes(each.key))) {
    const index = pipeline.stages.findIndex((stage) => stage.key === key)
    const stage = pipeline.stages[index]
    if (!stage) continue
    return {
      key: stage.key,
      outcome: stage.outcome,
      pipeline: pipeline.key,
      position: index + 1,
      probability: stage.probability ?? null,
    }
  }
  return { key }
}

/** Money whose currency stands in another field of the record, anything else as it is; what it is worth is known only in the workspace's own. */
function withCurrency(field: Field, value: Canonical, values: FormValues): unknown {
  const { currency } = field.definition
  if (!isRecord(value) || typeof currency !== 'object') return value
  const given = values[currency.from]
  const code = typeof given === 'string' && given !== '' ? given : (value.currency ?? null)
  return { ...value, currency: code, base: code === field.settings.workspace.currency ? value.amount : null }
}
