import type { FormDocument, FormItem } from '@atelier/definitions'
import type { Label } from '@atelier/ui'
import { type EntityView, type FieldView, fieldOf, isSystemField } from '../../workspace/model.ts'

export type Section = { readonly id: string; readonly label: Label | undefined; readonly fields: readonly FieldView[] }

const fitsPage = (form: FormDocument) => !form.modes || form.modes.some((mode) => mode === 'edit' || mode === 'view')

/** The sections of the entity's form for viewing and editing, else its fields in the order of the document. */
export function recordSections(entity: EntityView, forms: readonly FormDocument[]): readonly Section[] {
  const form = forms.find((each) => each.entity === entity.key && fitsPage(each))
  const sections = form ? formSections(entity, form) : []
  if (sections.length > 0) return sections
  const own = entity.fields.filter(
    (field) => !isSystemField(field.key) && field.type !== 'stage' && field.key !== entity.title,
  )
  return [
    { id: 'own', label: undefined, fields: own.filter((field) => field.type !== 'lines') },
    ...own
      .filter((field) => field.type === 'lines')
      .map((field) => ({ id: field.key, label: undefined, fields: [field] })),
  ].filter((section) => section.fields.length > 0)
}

function fieldsOf(entity: EntityView, items: readonly FormItem[]): readonly FieldView[] {
  return items.flatMap((item): readonly FieldView[] => {
    if (item.type === 'section') return fieldsOf(entity, item.items)
    const field = item.type === 'field' ? fieldOf(entity, item.field) : undefined
    return field && item.type === 'field' ? [{ ...field, label: item.label ?? field.label }] : []
  })
}

function formSections(entity: EntityView, form: FormDocument): readonly Section[] {
  return form.pages.flatMap((page) => {
    const loose = page.items.filter((item) => item.type !== 'section')
    const drawn = page.items.flatMap((item) =>
      item.type === 'section' ? [{ id: item.id, label: item.label, fields: fieldsOf(entity, item.items) }] : [],
    )
    const first = { id: `${page.id} fields`, label: page.label, fields: fieldsOf(entity, loose) }
    return [first, ...drawn].filter((section) => section.fields.length > 0)
  })
}
