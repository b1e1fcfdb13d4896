import { Drawer, useTexts } from '@atelier/ui'
import type { ReactNode } from 'react'
import { shellTexts } from './shell-texts.ts'

/** The rail as a drawer, for who has no room for it beside the page. */
export function PhoneMenu({
  opened,
  onClose,
  children,
}: {
  readonly opened: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const t = useTexts(shellTexts)
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={280}
      title={t('menu')}
      closeButtonProps={{ 'aria-label': t('close') }}
      padding="xs"
      classNames={{ body: 'drawer-rail' }}
    >
      {children}
    </Drawer>
  )
}
