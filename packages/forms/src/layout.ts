import type { Entity, Field, FormDocument, FormItem, Label, RuleJson } from '@atelier/definitions'
import { generatedPages } from './generated-layout.ts'

/** What a form is opened for. `quick` asks for the little that a new record cannot do without. */
export type FormMode = 'create' | 'edit' | 'view' | 'quick'

/** Conditions as written; absent means: always visible, as required and as writable as the entity says. */
export type Conditions = {
  readonly visible?: RuleJson
  readonly required?: RuleJson
  readonly readonly?: RuleJson
  readonly whenHidden: 'keep' | 'clear'
}

/** One place of a form, with everything it names resolved. Ids are unique in the layout. */
export type LayoutItem = { readonly id: string; readonly width: 1 | 2 | 3 | 4; readonly conditions: Conditions } & (
  | {
      readonly kind: 'field'
      readonly field: Field
      readonly label: Label | undefined
      readonly help: Label | undefined
      readonly default: RuleJson
    }
  | {
      readonly kind: 'section'
      readonly label: Label | undefined
      readonly columns: 1 | 2 | 3
      readonly collapsed: boolean
      readonly items: readonly LayoutItem[]
    }
  | { readonly kind: 'text'; readonly text: Label }
  | { readonly kind: 'stagePath' | 'timeline' }
  | {
      readonly kind: 'relatedList'
      readonly relation: string
      readonly label: Label | undefined
      readonly columns: readonly string[]
    }
)

export type LayoutPage = {
  readonly id: string
  readonly label: Label | undefined
  readonly visible?: RuleJson
  readonly items: readonly LayoutItem[]
}

/** A form as it is drawn: what stands where, for one entity and one purpose. */
export type Layout = {
  readonly entity: Entity
  readonly mode: FormMode
  /** The document it was made from; undefined for one that was generated. */
  readonly form: FormDocument | undefined
  readonly pages: readonly LayoutPage[]
}

/**
 * Lays a form out. Fields and relations that the entity does not have (for this reader) are left out, and so are sections that
 * have nothing left in them. Without a form the layout is generated.
 */
export function layoutOf(entity: Entity, form: FormDocument | undefined, mode: FormMode): Layout {
  if (form === undefined) return { entity, mode, form, pages: generatedPages(entity, mode) }
  const pages = form.pages.map((page) => ({
    id: page.id,
    label: page.label,
    ...(page.visible === undefined ? {} : { visible: page.visible }),
    items: page.items.flatMap((item) => itemOf(entity, item)),
  }))
  return { entity, mode, form, pages: pages.filter((page) => page.items.length > 0) }
}

function itemOf(entity: Entity, item: FormItem): readonly LayoutItem[] {
  const base = {
    id: item.id,
    width: item.width ?? 1,
    conditions: {
      ...(item.visible === undefined ? {} : { visible: item.visible }),
      ...(item.required === undefined ? {} : { required: item.required }),
      ...(item.readonly === undefined ? {} : { readonly: item.readonly }),
      whenHidden: item.whenHidden ?? 'keep',
    },
  } as const
  switch (item.type) {
    case 'field': {
      const field = entity.fields.get(item.field)
      return field ? [{ ...base, kind: 'field', field, label: item.label, help: item.help, default: item.default }] : []
    }
    case 'section': {
      const items = item.items.flatMap((each) => itemOf(entity, each))
      if (items.length === 0) return []
      const { label, columns = 2, collapsed = false } = item
      return [{ ...base, kind: 'section', label, columns, collapsed, items }]
    }
    case 'text':
      return [{ ...base, kind: 'text', text: item.text }]
    case 'stagePath':
    case 'timeline':
      return [{ ...base, kind: item.type }]
    case 'relatedList': {
      const relation = entity.relations.get(item.relation)
      const label = 'label' in item ? (item.label as Label | undefined) : undefined
      return relation
        ? [
            {
              ...base,
              kind: 'relatedList',
              relation: item.relation,
              label: label ?? relation.label,
              columns: item.columns ?? [],
            },
          ]
        : []
    }
  }
}

/** A field's place in a layout, with the conditions of everything around it, outermost first. */
export type FieldPlace = {
  readonly item: LayoutItem & { readonly kind: 'field' }
  readonly around: readonly RuleJson[]
}

/** Every place of a field, in order. */
export function fieldPlaces(layout: Layout): readonly FieldPlace[] {
  return layout.pages.flatMap((page) => placesIn(page.items, page.visible === undefined ? [] : [page.visible]))
}

function placesIn(items: readonly LayoutItem[], around: readonly RuleJson[]): readonly FieldPlace[] {
  return items.flatMap((item) => {
    if (item.kind === 'field') return [{ item, around }]
    if (item.kind !== 'section') return []
    const { visible } = item.conditions
    return placesIn(item.items, visible === undefined ? around : [...around, visible])
  })
}
