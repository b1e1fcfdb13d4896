import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'

export type SidePanelProps = {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  /** Where the same thing stands as a page of its own. */
  readonly onExpand?: (() => void) | undefined
  readonly actions?: ReactNode
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/**
 * A panel of 480 px at the right that leaves the list beside it in use; a whole page on a phone. Escape closes it, unless
 * something inside it has taken the key.
 */
export function SidePanel({ title, open, onClose, onExpand, actions, footer, children }: SidePanelProps) {
  const t = useTexts(kitTexts)
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLElement && event.target.closest('[aria-expanded="true"]')
      if (event.key === 'Escape' && !event.defaultPrevented && !inField) onClose()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open, onClose])
  if (!open) return null
  return (
    <section className="side-panel" aria-label={title}>
      <header className="side-panel-head">
        <h2 className="cut">{title}</h2>
        {actions}
        {onExpand ? (
          <Tooltip label={t('openAsPage')}>
            <ActionIcon size="sm" aria-label={t('openAsPage')} onClick={onExpand}>
              <IconArrowsDiagonal size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        <ActionIcon size="sm" aria-label={t('close')} onClick={onClose}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </header>
      <div className="side-panel-body">{children}</div>
      {footer ? <footer className="side-panel-foot">{footer}</footer> : null}
    </section>
  )
}
