import type { FormDocument, FormItem } from '@atelier/definitions'
import type { DragEndEvent, DragOverEvent, DragStartEvent } from '@dnd-kit/core'
import { useState } from 'react'
import { findItem, moveItem } from '../edits/form.ts'
import { type NewPart, partFrom, partOf } from './new-part.ts'

/** Where what is dragged would stand: in which page or section, before which of its items counted with it. */
export type Landing = { readonly container: string; readonly index: number }

const endPrefix = 'end:'

/** The place behind the last item of a page or section. */
export const endOf = (container: string): string => `${endPrefix}${container}`

/** Where something lands that is let go over a place of the form. */
export function landingOf(form: FormDocument, active: string, over: string): Landing | undefined {
  if (over.startsWith(endPrefix)) return { container: over.slice(endPrefix.length), index: Number.POSITIVE_INFINITY }
  const place = findItem(form, over)
  if (!place) return undefined
  const moving = findItem(form, active)
  // Down within its own list it takes the place of the one below; everywhere else it goes before.
  const isDown = moving?.container === place.container && moving.index < place.index
  return { container: place.container, index: isDown ? place.index + 1 : place.index }
}

/** Dragging within a form and into it from the palette. */
export function useFormDrag(
  form: FormDocument,
  onMove: (form: FormDocument) => void,
  onAdd: (part: NewPart, container: string, index?: number) => void,
) {
  const [dragged, setDragged] = useState<FormItem>()
  const [landing, setLanding] = useState<Landing>()
  const stop = () => {
    setDragged(undefined)
    setLanding(undefined)
  }
  const itemOf = (id: string): FormItem | undefined => {
    const part = partFrom(id)
    return part ? partOf(part, id, { section: '', text: '' }) : findItem(form, id)?.item
  }
  return {
    dragged,
    landing,
    handlers: {
      onDragStart: ({ active }: DragStartEvent) => setDragged(itemOf(String(active.id))),
      onDragOver: ({ active, over }: DragOverEvent) =>
        setLanding(over ? landingOf(form, String(active.id), String(over.id)) : undefined),
      onDragCancel: stop,
      onDragEnd: ({ active, over }: DragEndEvent) => {
        stop()
        const id = String(active.id)
        const to = over ? landingOf(form, id, String(over.id)) : undefined
        if (!to || over?.id === active.id) return
        const part = partFrom(id)
        if (part) return onAdd(part, to.container, to.index)
        const from = findItem(form, id)
        const isOwn = from?.container === to.container && from.index < to.index
        onMove(moveItem(form, id, to.container, isOwn ? to.index - 1 : to.index))
      },
    },
  }
}
