import type { Model } from '@atelier/definitions'
import type { FormEnv, FormValues } from './env.ts'
import { fieldState, judgeOf } from './form-state.ts'
import { fieldPlaces, type Layout } from './layout.ts'
import { inputOf, isEmptyValue } from './record.ts'

/**
 * What a save sends: the fields that somebody touched, in the form that requests have; and, empty, those that are hidden
 * everywhere they stand and say `whenHidden: clear`. Everything else keeps its value, and its default.
 */
export function valuesToSend(model: Model, layout: Layout, values: FormValues, env: FormEnv): FormValues {
  const judge = judgeOf(model, layout, values, env)
  const places = fieldPlaces(layout)
  const sent: { [key: string]: unknown } = {}
  for (const key of env.touched ?? []) {
    const field = layout.entity.fields.get(key)
    if (field && field.type.source === 'input' && !env.access?.has(key)) sent[key] = inputOf(field, values[key], model)
  }
  const shown = new Set(places.filter((place) => fieldState(judge, place).visible).map(({ item }) => item.field.key))
  for (const { item } of places) {
    const { key } = item.field
    if (shown.has(key) || item.conditions.whenHidden !== 'clear') continue
    if (env.before === undefined ? key in sent : !isEmptyValue(env.before[key])) sent[key] = null
    if (env.before === undefined) delete sent[key]
  }
  return sent
}
