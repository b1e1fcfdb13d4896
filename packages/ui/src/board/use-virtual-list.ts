import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback } from 'react'

export type VirtualListOptions = {
  readonly count: number
  readonly scroller: RefObject<HTMLElement | null>
  /** What an item is high in px until it is measured. */
  readonly height: number
  readonly gap?: number
  readonly keyOf: (index: number) => string
}

export type VirtualList = {
  readonly items: readonly { readonly index: number; readonly start: number }[]
  /** How high all items are together. */
  readonly height: number
  /** The `ref` of a drawn item, which carries its index as `data-index`. */
  readonly measure: (node: Element | null) => void
  /** Scrolls an item into sight. */
  readonly show: (index: number) => void
}

/** A list of which only the items in sight are drawn, each as high as it is. */
export function useVirtualList({ count, scroller, height, gap = 0, keyOf }: VirtualListOptions): VirtualList {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    gap,
    getItemKey: keyOf,
  })
  const show = useCallback((index: number) => virtual.scrollToIndex(index, { align: 'auto' }), [virtual])
  return { items: virtual.getVirtualItems(), height: virtual.getTotalSize(), measure: virtual.measureElement, show }
}
