import type { Field, Model } from '@atelier/definitions'
import { fieldViewOf as viewOf } from '@atelier/forms/ui'
import type { FieldView } from '@atelier/ui'
import { type Filterable, systemFields } from '../../workspace/model.ts'

/** A field of the draft as controls see fields: retired options are not offered. */
export function fieldViewOf(model: Model, field: Field): FieldView {
  const view = viewOf(model, field)
  return { ...view, options: view.options?.filter((option) => !('retired' in option && option.retired === true)) }
}

const drawn = (fields: ReadonlyMap<string, Field>): readonly Field[] =>
  [...fields.values()].filter((field) => !field.system && field.definition.retired !== true)

/** A label in both languages that names the reference it goes through first. */
const through = (reference: Field, view: FieldView): Readonly<Record<string, string>> => {
  const text = (label: FieldView['label'], language: string) =>
    typeof label === 'string' ? label : (label?.[language] ?? Object.values(label ?? {})[0] ?? view.key)
  return {
    en: `${text(reference.label, 'en')} › ${text(view.label, 'en')}`,
    'zh-CN': `${text(reference.label, 'zh-CN')} › ${text(view.label, 'zh-CN')}`,
  }
}

/**
 * What conditions on records of an entity may be about: its own fields, the system's, and those of the records that its references
 * point to. Undefined while there is no such entity.
 */
export function conditionFields(model: Model, key: string | undefined): Filterable | undefined {
  const entity = key === undefined ? undefined : model.entities.get(key)
  if (!entity) return undefined
  const own = drawn(entity.fields)
  const views = own.map((field) => fieldViewOf(model, field))
  const ways = [...entity.relations.values()].filter((relation) => relation.cardinality === 'one')
  const related = ways.flatMap(({ through: way, to }) => {
    const reference = 'field' in way && way.kind === 'reference' ? way.field : undefined
    const target = model.entities.get(to[0] ?? '')
    if (!reference || reference.system || !target || to.length > 1) return []
    return drawn(target.fields).map((field): FieldView => {
      const view = fieldViewOf(model, field)
      return { ...view, key: `${reference.key}.${field.key}`, label: through(reference, view) }
    })
  })
  const stage = views.find((view) => view.key === entity.stage?.key)
  const system = entity.origin.kind === 'lines' ? [] : systemFields
  return { fields: [...views, ...system, ...related], stage, pipelines: [] }
}
