import { type RefObject, useEffect, useState } from 'react'

const zooms = [0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.5] as const

const next = (now: number, by: 1 | -1): number =>
  (by > 0 ? zooms.find((each) => each > now) : zooms.findLast((each) => each < now)) ?? now

/** How large a sheet is drawn: in steps by buttons, or by the wheel with Ctrl held over `view`. */
export function useZoom(view: RefObject<HTMLElement | null>) {
  const [zoom, setZoom] = useState(1)
  useEffect(() => {
    const target = view.current
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      setZoom((now) => next(now, event.deltaY < 0 ? 1 : -1))
    }
    // React listens passively, and zooming has to keep the browser from doing it itself.
    target?.addEventListener('wheel', onWheel, { passive: false })
    return () => target?.removeEventListener('wheel', onWheel)
  }, [view])
  return {
    zoom,
    step: (by: 1 | -1) => setZoom((now) => next(now, by)),
    reset: () => setZoom(1),
    least: zoom === zooms[0],
    most: zoom === zooms.at(-1),
  }
}
