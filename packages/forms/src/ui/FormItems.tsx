import { useLabel } from '@atelier/ui'
import { memo, useMemo } from 'react'
import { useWatch } from 'react-hook-form'
import { readsOf } from '../condition.ts'
import { isShown } from '../form-state.ts'
import type { LayoutItem } from '../layout.ts'
import { FormField } from './FormField.tsx'
import { useForms } from './form-context.tsx'

type ItemProps = { readonly item: LayoutItem; readonly around: readonly unknown[] }

/** Draws its children while its condition holds. */
function Shown({ item, around, children }: ItemProps & { readonly children: (shown: boolean) => React.ReactNode }) {
  const { model, layout, control, judge } = useForms()
  const conditions = useMemo(() => [...around, item.conditions.visible], [around, item])
  const reads = useMemo(
    () => [...new Set(conditions.flatMap((each) => readsOf(model, layout.entity, each)))],
    [conditions, model, layout],
  )
  useWatch({ control, name: reads })
  return children(isShown(judge(), conditions))
}

/** One place of a form. Stage path, timeline and related lists belong to the page of a record, not to its form. */
export const FormItem = memo(function FormItem({ item, around }: ItemProps) {
  const read = useLabel()
  const place = useMemo(() => (item.kind === 'field' ? { item, around } : undefined), [item, around])
  const inside = useMemo(
    () => (item.conditions.visible === undefined ? around : [...around, item.conditions.visible]),
    [item, around],
  )
  if (place) return <FormField place={place} />
  if (item.kind === 'text')
    return (
      <Shown item={item} around={around}>
        {(shown) => (shown ? <p className="form-text quiet">{read(item.text)}</p> : null)}
      </Shown>
    )
  if (item.kind !== 'section') return null
  const title = read(item.label, '')
  return (
    <Shown item={item} around={around}>
      {(shown) =>
        shown ? (
          <details className="form-section" open={!item.collapsed}>
            {title ? <summary>{title}</summary> : <summary hidden />}
            <div className={`form-grid columns-${item.columns}`}>
              {item.items.map((each) => (
                <FormItem key={each.id} item={each} around={inside} />
              ))}
            </div>
          </details>
        ) : null
      }
    </Shown>
  )
})
