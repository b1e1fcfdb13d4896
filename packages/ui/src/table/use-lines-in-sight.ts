import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

export type Stretch = { readonly first: number; readonly last: number }

/** The lines in sight of a pane of `room` px that is scrolled down by `top` px, when all are `height` px high. */
export function stretchAt(top: number, room: number, height: number, count: number): Stretch {
  const end = Math.max(0, count - 1)
  return {
    first: Math.max(0, Math.min(end, Math.floor(top / height))),
    last: Math.max(0, Math.min(end, Math.ceil((top + room) / height) - 1)),
  }
}

/** Where to scroll so that a line is seen whole; `top` where it is already. */
export function topFor(index: number, top: number, room: number, height: number): number {
  const line = index * height
  if (line < top) return line
  return line + height > top + room ? line + height - room : top
}

/** The lines that are to be drawn: those in sight, and some on either side. `head` px of the pane are always covered. */
export function useLinesInSight(
  pane: RefObject<HTMLElement | null>,
  count: number,
  height: number,
  head: number,
): Stretch & { readonly reveal: (index: number) => void } {
  const [stretch, setStretch] = useState<Stretch>({ first: 0, last: Math.min(count - 1, 30) })
  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    const look = () => {
      const next = stretchAt(element.scrollTop, element.clientHeight - head, height, count)
      setStretch((now) => (now.first === next.first && now.last === next.last ? now : next))
    }
    // In the same frame, so that no scrolled line is ever empty.
    const onScroll = () => flushSync(look)
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    look()
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [pane, count, height, head])
  return {
    ...stretch,
    reveal: (index) => {
      const element = pane.current
      if (element) element.scrollTop = topFor(index, element.scrollTop, element.clientHeight - head, height)
    },
  }
}
