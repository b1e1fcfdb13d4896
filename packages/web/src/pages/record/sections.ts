import type { Label } from '@atelier/ui'
import { type EntityView, type FieldView, fieldOf, isSystemField, type Json } from '../../workspace/model.ts'

export type Section = { readonly id: string; readonly label: Label | undefined; readonly fields: readonly FieldView[] }

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : [])

function labelOf(value: unknown): Label | undefined {
  if (typeof value === 'string') return value
  if (!isJson(value)) return undefined
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The sections of the form that the entity names for viewing and editing, else its fields in the order of the document. */
export function recordSections(entity: EntityView, forms: readonly Json[]): readonly Section[] {
  const form = forms.find((each) => {
    const modes = Array.isArray(each.modes) ? each.modes : []
    return each.entity === entity.key && (modes.length === 0 || modes.includes('edit') || modes.includes('view'))
  })
  const sections = form ? formSections(entity, form) : []
  if (sections.length > 0) return sections
  const own = entity.fields.filter(
    (field) => !isSystemField(field.key) && field.type !== 'stage' && field.key !== entity.title,
  )
  const wide = own.filter((field) => field.type === 'lines')
  return [
    { id: 'own', label: undefined, fields: own.filter((field) => field.type !== 'lines') },
    ...wide.map((field) => ({ id: field.key, label: field.label, fields: [field] })),
  ].filter((section) => section.fields.length > 0)
}

function formSections(entity: EntityView, form: Json): readonly Section[] {
  const fieldItems = (items: unknown): readonly FieldView[] =>
    list(items).flatMap((item) => {
      if (item.type === 'section') return fieldItems(item.items)
      const field = item.type === 'field' && typeof item.field === 'string' ? fieldOf(entity, item.field) : undefined
      return field ? [{ ...field, label: labelOf(item.label) ?? field.label }] : []
    })
  return list(form.pages).flatMap((page) => {
    const loose = list(page.items).filter((item) => item.type !== 'section')
    const drawn = list(page.items)
      .filter((item) => item.type === 'section')
      .map((item, index) => ({
        id: String(item.id ?? index),
        label: labelOf(item.label),
        fields: fieldItems(item.items),
      }))
    const first = { id: `${String(page.id)} fields`, label: labelOf(page.label), fields: fieldItems(loose) }
    return [first, ...drawn].filter((section) => section.fields.length > 0)
  })
}
