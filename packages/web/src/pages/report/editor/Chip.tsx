import { ActionIcon, Menu, useTexts } from '@atelier/ui'
import { IconCheck, IconChevronDown, IconGripVertical, IconX } from '@atelier/ui/icons'
import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import type { ReactNode } from 'react'
import { editorTexts } from './editor-texts.ts'

export type ChipProps = {
  readonly id: string
  readonly name: string
  /** How it is counted or cut, behind the name. */
  readonly detail: string
  /** What can be chosen about it. */
  readonly menu: ReactNode
  readonly onRemove: () => void
}

/** Something on a shelf: dragged by its grip, changed by its menu, taken off by its cross. */
export function Chip({ id, name, detail, menu, onRemove }: ChipProps) {
  const t = useTexts(editorTexts)
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
    attributes: { roleDescription: t('movable') },
  })
  return (
    <div
      ref={setNodeRef}
      className={`shelf-chip${isDragging ? ' is-dragging' : ''}`}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <ActionIcon size="xs" ref={setActivatorNodeRef} {...attributes} {...listeners} aria-label={t('drag', { name })}>
        <IconGripVertical size={14} stroke={1.5} />
      </ActionIcon>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <button type="button" className="shelf-chip-name" aria-label={t('settingsOf', { name })}>
            <span className="cut">{name}</span>
            {detail ? <span className="faint small nowrap">{detail}</span> : null}
            <IconChevronDown size={12} stroke={1.5} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown className="shelf-menu">{menu}</Menu.Dropdown>
      </Menu>
      <ActionIcon size="xs" aria-label={t('remove', { name })} onClick={onRemove}>
        <IconX size={12} stroke={1.5} />
      </ActionIcon>
    </div>
  )
}

/** One choice of a chip's menu, ticked where it is in force. */
export function Choice({
  on,
  children,
  onClick,
}: {
  readonly on: boolean
  readonly children: ReactNode
  readonly onClick: () => void
}) {
  return (
    <Menu.RadioItem
      value=""
      checked={on}
      checkIcon={<IconCheck size={14} stroke={1.5} />}
      closeMenuOnClick
      onChange={onClick}
    >
      {children}
    </Menu.RadioItem>
  )
}
