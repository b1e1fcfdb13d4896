import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ActionIcon, Menu } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { useDragWords } from './drag-words.ts'

export type SortableProps<Item> = {
  readonly items: readonly Item[]
  readonly id: (item: Item) => string
  /** The item's name, for the menu and for people who listen. */
  readonly name: (item: Item) => string
  /** The item moved to a place, counted in the list without it. */
  readonly onMove: (id: string, toIndex: number) => void
  /** Draws an item; `handle` is the grip with its menu, to be put where it fits. */
  readonly render: (item: Item, handle: ReactNode) => ReactNode
}

/** The mouse, touch and keyboard sensors that every drag in the app uses. A drag starts after 5 px, so that clicks stay clicks. */
export function useDragSensors() {
  return useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
}

function SortableItem<Item>({
  item,
  index,
  ...list
}: SortableProps<Item> & { readonly item: Item; readonly index: number }) {
  const t = useTexts(kitTexts)
  const id = list.id(item)
  const [menu, setMenu] = useState(false)
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
    attributes: { roleDescription: t('sortable') },
  })
  const last = list.items.length - 1
  const places = [
    { text: t('moveUp'), to: index - 1, off: index === 0 },
    { text: t('moveDown'), to: index + 1, off: index === last },
    { text: t('moveFirst'), to: 0, off: index === 0 },
    { text: t('moveLast'), to: last, off: index === last },
  ]
  const handle = (
    <Menu opened={menu} onChange={setMenu}>
      <Menu.Target>
        <ActionIcon
          size="xs"
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-label={`${list.name(item)}: ${t('drag')}`}
          onClick={() => setMenu(true)}
        >
          <IconGripVertical size={14} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('moveTo')}</Menu.Label>
        {places.map((place) => (
          <Menu.Item key={place.text} disabled={place.off} onClick={() => list.onMove(id, place.to)}>
            {place.text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
  return (
    <div
      ref={setNodeRef}
      className={isDragging ? 'sortable is-dragging' : 'sortable'}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {list.render(item, handle)}
    </div>
  )
}

/** A list whose order people change by mouse, by touch, by keyboard, or by the menu behind the grip. */
export function Sortable<Item>(props: SortableProps<Item>) {
  const sensors = useDragSensors()
  const ids = props.items.map(props.id)
  const accessibility = useDragWords({
    nameOf: (id) => {
      const item = props.items.find((each) => props.id(each) === id)
      return item === undefined ? '' : props.name(item)
    },
  })
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return
    props.onMove(String(active.id), ids.indexOf(String(over.id)))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={accessibility}
      onDragEnd={onDragEnd}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        {props.items.map((item, index) => (
          <SortableItem key={props.id(item)} {...props} item={item} index={index} />
        ))}
      </SortableContext>
    </DndContext>
  )
}

/** The list with one item moved to `toIndex`, counted in the list without it. The same list when there is no such item. */
export function moved<Item>(
  items: readonly Item[],
  id: (item: Item) => string,
  which: string,
  toIndex: number,
): readonly Item[] {
  const item = items.find((candidate) => id(candidate) === which)
  if (item === undefined) return items
  const rest = items.filter((candidate) => candidate !== item)
  return [...rest.slice(0, toIndex), item, ...rest.slice(toIndex)]
}
