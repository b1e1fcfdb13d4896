import { type RefObject, useEffect, useState } from 'react'

const head = 30
const line = 25

/** How many lines of items have room in each of some weeks that share the height of an element. */
export function useLines(grid: RefObject<HTMLElement | null>, weeks: number): number {
  const [lines, setLines] = useState(3)
  // The grid comes and goes with loading, so it is looked for after every drawing; observing it again costs nothing.
  useEffect(() => {
    const element = grid.current
    if (!element) return
    const measure = () => {
      const room = element.clientHeight / weeks - head - line
      setLines(Math.max(1, Math.floor(room / line)))
    }
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => sizes.disconnect()
  })
  return lines
}

/** PageUp and PageDown turn to the period before and after, `t` comes back to today, wherever nobody is typing. */
export function useCalendarKeys(turn: (by: number) => void, toToday: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const busy =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [contenteditable], [role="dialog"], [role="menu"], .side-panel')
      if (busy || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'PageDown') turn(1)
      else if (event.key === 'PageUp') turn(-1)
      else if (event.key === 't') toToday()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [turn, toToday])
}
