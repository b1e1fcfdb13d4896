import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'

export type AnchoredPanelProps = {
  /** What the panel belongs to; it opens beside or below it. */
  readonly anchor: HTMLElement
  readonly label: string
  readonly onClose: () => void
  readonly side?: 'below' | 'beside' | undefined
  /** In px; a phone uses its whole width. */
  readonly width?: number | undefined
  readonly children: ReactNode
}

const gap = 8

/** Where a panel fits: below or beside its anchor, turned to the other side when there is no room, always inside the window. */
export function placePanel(
  anchor: { left: number; right: number; top: number; bottom: number },
  panel: { width: number; height: number },
  space: { width: number; height: number },
  side: 'below' | 'beside',
): { left: number; top: number } {
  const clamp = (value: number, size: number, room: number) => Math.max(gap, Math.min(value, room - size - gap))
  if (side === 'below') {
    const above = anchor.top - gap - panel.height
    const top = anchor.bottom + gap + panel.height <= space.height || above < gap ? anchor.bottom + gap / 2 : above
    return { left: clamp(anchor.left, panel.width, space.width), top: clamp(top, panel.height, space.height) }
  }
  const right = anchor.right + gap
  const left = right + panel.width + gap <= space.width ? right : anchor.left - gap - panel.width
  return { left: clamp(left, panel.width, space.width), top: clamp(anchor.top, panel.height, space.height) }
}

const focusable =
  'input:not([disabled]), textarea:not([disabled]), [role="combobox"], button:not([disabled]), [tabindex="0"]'

/** A light dialog at the thing that it is about; it takes the focus, gives it back, and closes on Escape or a click outside. */
export function AnchoredPanel({ anchor, label, onClose, side = 'below', width = 340, children }: AnchoredPanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<CSSProperties>({ opacity: 0 })
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const element = panel.current
    if (!element) return
    const put = () => {
      if (window.innerWidth <= 700) return setPlace({})
      const box = { width, height: element.offsetHeight }
      setPlace(
        placePanel(anchor.getBoundingClientRect(), box, { width: window.innerWidth, height: window.innerHeight }, side),
      )
    }
    put()
    const sizes = new ResizeObserver(put)
    sizes.observe(element)
    window.addEventListener('resize', put)
    return () => {
      sizes.disconnect()
      window.removeEventListener('resize', put)
    }
  }, [anchor, width, side])
  useEffect(() => {
    const before = document.activeElement
    const first =
      panel.current?.querySelector<HTMLElement>('[data-autofocus]') ??
      panel.current?.querySelector<HTMLElement>(focusable)
    first?.focus({ preventScroll: true })
    const onPointer = (event: PointerEvent) => {
      const target = event.target
      if (!(target instanceof Element) || panel.current?.contains(target) || anchor.contains(target)) return
      // Menus and pickers opened from the panel live in portals of their own.
      if (target.closest('[data-portal], .mantine-Popover-dropdown, .mantine-Combobox-dropdown')) return
      close.current()
    }
    document.addEventListener('pointerdown', onPointer)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [anchor])
  return (
    <div
      ref={panel}
      role="dialog"
      aria-label={label}
      className="anchored-panel"
      style={{ ...place, ['--panel-width' as string]: `${width}px` }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
    >
      {children}
    </div>
  )
}
