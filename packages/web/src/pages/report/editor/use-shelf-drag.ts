import type { ReportDocument } from '@atelier/definitions'
import type { DragEndEvent, DragStartEvent } from '@dnd-kit/core'
import { useState } from 'react'
import { move, place, type Shelf, shelfOf, shelves } from './edits.ts'
import { pathOfFieldId } from './FieldList.tsx'
import type { ShelfField, ShelfName } from './field-groups.ts'
import { shelfId } from './Shelf.tsx'

const names: readonly ShelfName[] = [...shelves, 'filter']

/** Where something lands that is let go over a shelf or over a part of one. */
function landing(draft: ReportDocument, over: string): { readonly shelf: ShelfName; readonly at: number } | undefined {
  const shelf = names.find((each) => shelfId(each) === over)
  if (shelf) return { shelf, at: Number.POSITIVE_INFINITY }
  const own = shelfOf(draft, over)
  return own && { shelf: own, at: (draft[own] ?? []).findIndex((part) => part.key === over) }
}

export type ShelfDrag = {
  readonly draft: ReportDocument
  readonly fields: readonly ShelfField[]
  readonly onChange: (draft: ReportDocument) => void
  readonly onFilter: (field: ShelfField) => void
}

/** Dragging fields to shelves, and parts along their shelf or to another. */
export function useShelfDrag({ draft, fields, onChange, onFilter }: ShelfDrag) {
  const [dragged, setDragged] = useState<string>()
  const fieldOf = (id: string | undefined) => fields.find((field) => field.path === pathOfFieldId(id ?? ''))
  const accepts = (shelf: ShelfName): boolean | undefined => {
    if (dragged === undefined) return undefined
    const field = fieldOf(dragged)
    if (field) return field.shelves.includes(shelf)
    return shelf !== 'filter' && (shelfOf(draft, dragged) === 'values') === (shelf === 'values')
  }
  return {
    dragged,
    field: fieldOf(dragged),
    accepts,
    handlers: {
      onDragStart: ({ active }: DragStartEvent) => setDragged(String(active.id)),
      onDragCancel: () => setDragged(undefined),
      onDragEnd: ({ active, over }: DragEndEvent) => {
        setDragged(undefined)
        const to = over ? landing(draft, String(over.id)) : undefined
        if (!to || over?.id === active.id) return
        const field = fieldOf(String(active.id))
        if (field && to.shelf === 'filter') return field.shelves.includes('filter') ? onFilter(field) : undefined
        if (to.shelf === 'filter') return
        const shelf: Shelf = to.shelf
        onChange(field ? place(draft, field, shelf, to.at) : move(draft, String(active.id), shelf, to.at))
      },
    },
  }
}
