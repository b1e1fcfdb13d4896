import { ActionIcon, Menu, useTexts } from '@atelier/ui'
import { IconGripVertical } from '@atelier/ui/icons'
import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { type ReactNode, useState } from 'react'
import { builderTexts } from '../builder-texts.ts'
import { partTexts } from './part-texts.ts'

export type MovableProps = {
  readonly id: string
  readonly name: string
  readonly index: number
  readonly count: number
  /** Columns move left and right, lists up and down. */
  readonly axis: 'x' | 'y'
  readonly onMove: (index: number) => void
  readonly className: string
  readonly children: (grip: ReactNode) => ReactNode
}

/** Something in a sortable list: moved by mouse, touch, keyboard, or by the menu behind its grip. */
export function Movable({ id, name, index, count, axis, onMove, className, children }: MovableProps) {
  const t = useTexts(builderTexts)
  const p = useTexts(partTexts)
  const [menu, setMenu] = useState(false)
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
    attributes: { roleDescription: p('movable') },
  })
  const places = [
    { text: axis === 'x' ? t('moveLeft') : p('moveUp'), to: index - 1, off: index === 0 },
    { text: axis === 'x' ? t('moveRight') : p('moveDown'), to: index + 1, off: index === count - 1 },
    { text: t('moveFirst'), to: 0, off: index === 0 },
    { text: t('moveLast'), to: count - 1, off: index === count - 1 },
  ]
  const grip = (
    <Menu opened={menu} onChange={setMenu}>
      <Menu.Target>
        <ActionIcon
          size="xs"
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-label={t('moveOf', { name })}
          onClick={() => setMenu(true)}
        >
          <IconGripVertical size={14} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('moveOf', { name })}</Menu.Label>
        {places.map((place) => (
          <Menu.Item key={place.text} disabled={place.off} onClick={() => onMove(place.to)}>
            {place.text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
  return (
    <div
      ref={setNodeRef}
      className={`${className}${isDragging ? ' is-dragging' : ''}`}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {children(grip)}
    </div>
  )
}
