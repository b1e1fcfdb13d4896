import { Menu, type Point } from '@atelier/ui'
import { type ReactNode, useEffect, useRef } from 'react'

export type PointMenuProps = { readonly at: Point; readonly onClose: () => void; readonly children: ReactNode }

/** A menu at a place on the screen; it gives the focus back to where it was. */
export function PointMenu({ at, onClose, children }: PointMenuProps) {
  const before = useRef(document.activeElement)
  useEffect(() => {
    const { current } = before
    return () => {
      // What was chosen may have taken the focus where it belongs.
      const { activeElement } = document
      const isFree = !activeElement || activeElement === document.body || activeElement.closest('[role="menu"]')
      if (isFree && current instanceof HTMLElement && current.isConnected) current.focus({ preventScroll: true })
    }
  }, [])
  return (
    <Menu
      opened
      onChange={(opened) => (opened ? undefined : onClose())}
      position="bottom-start"
      width={230}
      shadow="md"
    >
      <Menu.Target>
        <span aria-hidden="true" className="menu-point" style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown mah={480} style={{ overflowY: 'auto' }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}
