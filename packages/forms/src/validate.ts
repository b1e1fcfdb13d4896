import type { Entity, Field, Model } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import type { FormEnv, FormValues } from './env.ts'
import { fieldState, judgeOf } from './form-state.ts'
import { fieldPlaces, type Layout } from './layout.ts'
import { inputOf, isEmptyValue } from './record.ts'
import { missing } from './words.ts'

/** What the field's type says about a value: the same words as the server's. Rows of line items are read field by field. */
export function valueProblems(model: Model, field: Field, value: unknown, place = ''): readonly Problem[] {
  const input = inputOf(field, value, model)
  const parsed = field.type.parse(input, field.settings)
  const at = `${place}/${field.key}`
  if (!parsed.ok)
    return parsed.problems.map((problem) => ({ ...problem, path: `${at}${problem.path}`, field: field.key }))
  const lines = field.type.storage === 'rows' ? model.entities.get(`${field.entity}.${field.key}`) : undefined
  if (!lines || !Array.isArray(value)) return []
  return value.flatMap((row: unknown, index) =>
    rowProblems(model, lines, isValues(row) ? row : {}, `${at}/${index}`, field.key),
  )
}

const isValues = (value: unknown): value is FormValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function rowProblems(model: Model, lines: Entity, row: FormValues, place: string, header: string): readonly Problem[] {
  return [...lines.fields.values()].flatMap((field) => {
    if (field.system || field.type.source !== 'input') return []
    const value = row[field.key]
    if (isEmptyValue(value)) {
      const isGiven = field.definition.required !== true || (isUnsaid(row, field) && hasDefault(lines, field, row))
      return isGiven ? [] : [{ ...missing(field, place, undefined), field: header }]
    }
    return valueProblems(model, field, value, place).map((problem) => ({ ...problem, field: header }))
  })
}

const isUnsaid = (row: FormValues, field: Field): boolean => !(field.key in row)

/** Whether the server fills the field in by itself when nothing is said about it. */
function hasDefault(entity: Entity, field: Field, values: FormValues): boolean {
  if (field.definition.default !== undefined || field === entity.owner || field === entity.stage) return true
  return [...entity.fields.values()].some(
    ({ key, definition }) => definition.fill?.some(({ to }) => to === field.key) && !isEmptyValue(values[key]),
  )
}

/**
 * What stands in the way of saving: fields that are shown and missing, and values that their types refuse. What is hidden never
 * stops anything, and neither does what the server fills in by itself. Rules that refuse are the server's to judge.
 */
export function validate(model: Model, layout: Layout, values: FormValues, env: FormEnv): readonly Problem[] {
  const judge = judgeOf(model, layout, values, env)
  const seen = new Set<string>()
  return fieldPlaces(layout).flatMap((place) => {
    const { field } = place.item
    const state = fieldState(judge, place)
    if (!state.visible || state.readonly || seen.has(field.key)) return []
    seen.add(field.key)
    const value = values[field.key]
    if (!isEmptyValue(value)) return valueProblems(model, field, value)
    if (!state.required) return []
    const isLeft = !env.touched?.has(field.key)
    // An older record that lacks what became required later can still be changed elsewhere.
    if (isLeft && env.before !== undefined && isEmptyValue(env.before[field.key]) && state.required.by === 'definition')
      return []
    if (isLeft && env.before === undefined && hasDefault(layout.entity, field, values)) return []
    return [missing(field, '', state.required.words)]
  })
}
