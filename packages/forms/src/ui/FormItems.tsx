import { memo, useMemo } from 'react'
import { readsOf } from '../condition.ts'
import { isShown } from '../form-state.ts'
import type { LayoutItem } from '../layout.ts'
import { FormField } from './FormField.tsx'
import { useForms } from './form-context.tsx'
import { useFormKeys } from './form-store.ts'

type ItemOf<Kind extends LayoutItem['kind']> = Extract<LayoutItem, { readonly kind: Kind }>
type PartProps<Item> = { readonly item: Item; readonly around: readonly unknown[] }

/** Whether an item's conditions, and those around it, let it show; drawn again when that may have changed. */
function useShown(item: LayoutItem, around: readonly unknown[]): boolean {
  const { model, layout, store, judge } = useForms()
  const conditions = useMemo(() => [...around, item.conditions.visible], [around, item])
  const reads = useMemo(
    () => [...new Set(conditions.flatMap((each) => readsOf(model, layout.entity, each)))],
    [conditions, model, layout],
  )
  useFormKeys(store, reads)
  return isShown(judge(), conditions)
}

function FieldItem({ item, around }: PartProps<ItemOf<'field'>>) {
  const place = useMemo(() => ({ item, around }), [item, around])
  return <FormField place={place} />
}

function TextItem({ item, around }: PartProps<ItemOf<'text'>>) {
  const { label } = useForms()
  return useShown(item, around) ? <p className="form-text quiet">{label(item.text)}</p> : null
}

function SectionItem({ item, around }: PartProps<ItemOf<'section'>>) {
  const { label } = useForms()
  const isOpen = useShown(item, around)
  const inside = useMemo(
    () => (item.conditions.visible === undefined ? around : [...around, item.conditions.visible]),
    [item, around],
  )
  if (!isOpen) return null
  const title = label(item.label, '')
  return (
    <details className="form-section" open={!item.collapsed}>
      {title ? <summary>{title}</summary> : <summary hidden />}
      <div className={`form-grid columns-${item.columns}`}>
        {item.items.map((each) => (
          <FormItem key={each.id} item={each} around={inside} />
        ))}
      </div>
    </details>
  )
}

/** One place of a form. Stage path, timeline and related lists belong to the page of a record, not to its form. */
export const FormItem = memo(function FormItem({ item, around }: PartProps<LayoutItem>) {
  switch (item.kind) {
    case 'field':
      return <FieldItem item={item} around={around} />
    case 'text':
      return <TextItem item={item} around={around} />
    case 'section':
      return <SectionItem item={item} around={around} />
    default:
      return null
  }
})
