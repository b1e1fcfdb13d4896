import type { Entity, EntityDocument, FormDocument, FormItem, FormPage, Label } from '@atelier/definitions'
import { type LayoutItem, layoutOf } from '@atelier/forms'
import { changePart, insertPart, movePart, type PartChange, removePart, withProperties } from './lists.ts'

type Items = readonly FormItem[]
type Ids = () => string

/** Properties of any kind of item; which kind has which the document's schema says. */
export type ItemChange = {
  readonly [Key in FormItem extends infer Item ? (Item extends unknown ? keyof Item : never) : never]?: unknown
}

/** An item with its place: the page or section that holds it, and where in it. */
export type PlacedItem = { readonly item: FormItem; readonly container: string; readonly index: number }

/** A generated layout as a document would write it. */
function drawn(item: LayoutItem, id: Ids): Items {
  if (item.kind === 'field')
    return [{ id: id(), type: 'field', field: item.field.key, ...(item.width > 1 ? { width: item.width } : {}) }]
  if (item.kind !== 'section') return []
  const items = item.items.flatMap((each) => drawn(each, id))
  const label = item.label === undefined ? {} : { label: item.label }
  return [{ id: id(), type: 'section', ...label, columns: item.columns, items }]
}

/** A form to start from: what people see of the entity while it has none. */
export function newForm(
  entity: Entity,
  given: { readonly id: string; readonly key: string; readonly label: Label; readonly pageId: string },
  itemId: Ids,
): FormDocument {
  const items = layoutOf(entity, undefined, 'create').pages.flatMap((page) =>
    page.items.flatMap((item) => drawn(item, itemId)),
  )
  return {
    kind: 'form',
    specVersion: 1,
    id: given.id,
    key: given.key,
    label: given.label,
    entity: entity.key,
    modes: ['create', 'edit', 'view'],
    pages: [{ id: given.pageId, label: { en: 'Details', 'zh-CN': '详细信息' }, items }],
  }
}

/** Rewrites the list of every page and section, the inner ones first. */
function mapLists(form: FormDocument, change: (items: Items, container: string) => Items): FormDocument {
  const inside = (items: Items, container: string): Items =>
    change(
      items.map((item) => (item.type === 'section' ? { ...item, items: inside(item.items, item.id) } : item)),
      container,
    )
  return { ...form, pages: form.pages.map((page) => ({ ...page, items: inside(page.items, page.id) })) }
}

/** Every item of the form with its place, in order, sections before what is in them. */
export function placedItems(form: FormDocument): readonly PlacedItem[] {
  const inside = (items: Items, container: string): readonly PlacedItem[] =>
    items.flatMap((item, index) => [
      { item, container, index },
      ...(item.type === 'section' ? inside(item.items, item.id) : []),
    ])
  return form.pages.flatMap((page) => inside(page.items, page.id))
}

export const findItem = (form: FormDocument, id: string): PlacedItem | undefined =>
  placedItems(form).find(({ item }) => item.id === id)

/** The keys of the fields that stand on the form. */
export const placedFields = (form: FormDocument): ReadonlySet<string> =>
  new Set(placedItems(form).flatMap(({ item }) => (item.type === 'field' ? [item.field] : [])))

export const insertItem = (form: FormDocument, container: string, item: FormItem, index?: number): FormDocument =>
  mapLists(form, (items, at) => (at === container ? insertPart(items, item, index) : items))

export const removeItem = (form: FormDocument, id: string): FormDocument =>
  mapLists(form, (items) => (items.some((item) => item.id === id) ? removePart(items, id) : items))

/** Changes an item; properties set to `undefined` are left out. What an item does not know, its document's check says. */
export const editItem = (form: FormDocument, id: string, change: ItemChange): FormDocument =>
  // An item keeps its kind: only its own properties are given.
  mapLists(form, (items) => changePart<FormItem>(items, id, change as PartChange<FormItem>))

/** Moves an item to a place, counted without it; a section cannot move into itself. */
export function moveItem(form: FormDocument, id: string, container: string, index?: number): FormDocument {
  const found = findItem(form, id)
  if (!found) return form
  const inner = new Set(
    placedItems({ ...form, pages: [{ id: 'pag_own', items: [found.item] }] }).map(({ item }) => item.id),
  )
  if (inner.has(container)) return form
  return insertItem(removeItem(form, id), container, found.item, index)
}

export const addPage = (form: FormDocument, page: FormPage): FormDocument => ({
  ...form,
  pages: insertPart(form.pages, page),
})

export const editPage = (form: FormDocument, id: string, change: PartChange<FormPage>): FormDocument => ({
  ...form,
  pages: changePart(form.pages, id, change),
})

export const movePage = (form: FormDocument, id: string, index: number): FormDocument => ({
  ...form,
  pages: movePart(form.pages, id, index),
})

/** Takes a page away with all that is on it; the last one stays. */
export const removePage = (form: FormDocument, id: string): FormDocument =>
  form.pages.length === 1 ? form : { ...form, pages: removePart(form.pages, id) }

/** The entity's forms in the order in which one is looked for, as its document has them or as they were drawn. */
export const formOrder = (entity: EntityDocument, forms: readonly FormDocument[]): readonly string[] =>
  entity.forms ?? forms.filter((form) => form.entity === entity.key).map((form) => form.key)

/** The entity with another order of its forms; without any it names none. */
export const withFormOrder = (entity: EntityDocument, forms: readonly string[]): EntityDocument =>
  withProperties(entity, { forms: forms.length > 0 ? forms : undefined })
