import { Menu, type Point } from '@atelier/ui'
import type { ReactNode } from 'react'

export type PointMenuProps = { readonly at: Point; readonly onClose: () => void; readonly children: ReactNode }

/** A menu at a place on the screen; it gives the focus back to where it was. */
export function PointMenu({ at, onClose, children }: PointMenuProps) {
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
