import type { Active, DndContextProps, Over, UniqueIdentifier } from '@dnd-kit/core'
import { kitTexts } from '../i18n/kit-texts.ts'
import { type TranslateOf, useTexts } from '../i18n/texts.ts'

export type DragWords = {
  /** What something is called. */
  readonly nameOf: (id: string) => string
  /** What the place is called that something is held over or let go on; left out: its place among the others, by number. */
  readonly placeOf?: (id: string) => string | undefined
  /** How to drag with the keyboard, where it is not the usual way. */
  readonly help?: string | undefined
}

type Held = { readonly active: Pick<Active, 'id'>; readonly over: Pick<Over, 'id' | 'data'> | null }

/** The place of something in its list, as the list's own data says. */
function numberIn(over: Pick<Over, 'data'>): { readonly at: number; readonly count: number } | undefined {
  const sortable: unknown = over.data.current?.sortable
  if (typeof sortable !== 'object' || sortable === null || !('index' in sortable) || !('items' in sortable))
    return undefined
  const { index, items } = sortable
  return typeof index === 'number' && Array.isArray(items) ? { at: index + 1, count: items.length } : undefined
}

/** What people who listen hear of a drag, in one language. */
export function dragWords(
  t: TranslateOf<typeof kitTexts>,
  { nameOf, placeOf, help }: DragWords,
): NonNullable<DndContextProps['accessibility']> & {
  readonly announcements: {
    readonly onDragStart: (event: { readonly active: Pick<Active, 'id'> }) => string
    readonly onDragOver: (event: Held) => string | undefined
    readonly onDragEnd: (event: Held) => string | undefined
    readonly onDragCancel: (event: { readonly active: Pick<Active, 'id'> }) => string
  }
} {
  const title = (id: UniqueIdentifier) => nameOf(String(id))
  const say = (named: 'dragOver' | 'dragDrop', numbered: 'dragAt' | 'dragHeld' | 'dragPut', { active, over }: Held) => {
    if (!over) return undefined
    const place = placeOf?.(String(over.id))
    if (place !== undefined) return t(named, { title: title(active.id), lane: place })
    const number = numberIn(over)
    return number && t(numbered, { title: title(active.id), ...number })
  }
  return {
    screenReaderInstructions: { draggable: help ?? t('sortHelp') },
    announcements: {
      onDragStart: ({ active }) => t('dragStart', { title: title(active.id) }),
      // Over its own place it has just been picked up, or came back: what was said at the start is not heard to its end.
      onDragOver: (event) => say('dragOver', event.over?.id === event.active.id ? 'dragHeld' : 'dragAt', event),
      onDragEnd: (event) => say('dragDrop', 'dragPut', event) ?? t('dragCancel', { title: title(event.active.id) }),
      onDragCancel: ({ active }) => t('dragCancel', { title: title(active.id) }),
    },
  }
}

/** What people who listen hear of a drag, in their language: give it to every `DndContext` as `accessibility`. */
export function useDragWords(words: DragWords): ReturnType<typeof dragWords> {
  return dragWords(useTexts(kitTexts), words)
}
