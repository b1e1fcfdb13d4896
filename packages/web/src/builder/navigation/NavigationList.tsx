import type { NavigationDocument, NavigationItem } from '@atelier/definitions'
import { Badge, Button, useDragSensors, useDragWords, useTexts } from '@atelier/ui'
import { IconPlus } from '@atelier/ui/icons'
import { closestCenter, DndContext } from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import type { ReactNode } from 'react'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf } from '../draft/document.ts'
import { newId } from '../edits/names.ts'
import { addItem, goTo, isGroup, moveItem } from '../edits/navigation.ts'
import { Movable } from '../parts/Movable.tsx'
import { navigationTexts } from './navigation-texts.ts'
import { useNavigationWords } from './use-item-words.ts'

type ListProps = {
  readonly navigation: NavigationDocument
  /** Key of the role to see it as. */
  readonly role: string
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}

/** Groups and items as the rail draws them, put in order by mouse, keyboard or the menu behind each grip. */
export function NavigationList({ navigation, role, selected, onSelect }: ListProps) {
  const t = useTexts(navigationTexts)
  const words = useNavigationWords()
  const { documents, put } = useDraft()
  const [first] = entitiesOf(documents)
  const move = (id: string, index: number) => put(moveItem(navigation, id, index))
  const add = (group: string | undefined) => {
    const go = first ? goTo({ kind: 'entity', entity: first.key, views: [] }) : goTo({ kind: 'home' })
    const item = { id: newId('nvi'), go }
    put(addItem(navigation, item, group))
    onSelect(item.id)
  }
  const name = (item: NavigationItem, grip: ReactNode) => {
    const Icon = words.icon(item)
    const who = words.whoSees(item)
    const shown = words.isFor(item, role)
    return (
      <>
        <button
          type="button"
          className={`nav-design-name${item.id === selected ? ' is-on' : ''}${shown ? '' : ' is-hidden'}`}
          aria-pressed={item.id === selected}
          title={shown ? undefined : t('hiddenHere')}
          onClick={() => onSelect(item.id)}
        >
          {isGroup(item) ? null : <Icon size={16} stroke={1.5} aria-hidden="true" />}
          <span className={`cut grow${isGroup(item) ? ' strong' : ''}`}>{words.nameOf(item)}</span>
          {who === '' ? null : <Badge>{who}</Badge>}
        </button>
        {grip}
      </>
    )
  }
  return (
    <div className="nav-design">
      <Ordered items={navigation.items} nameOf={words.nameOf} onMove={move}>
        {(item, index) => (
          <Movable
            key={item.id}
            id={item.id}
            name={words.nameOf(item)}
            index={index}
            count={navigation.items.length}
            axis="y"
            onMove={(to) => move(item.id, to)}
            className="nav-design-group"
          >
            {(grip) => (
              <>
                <div className="nav-design-head">{name(item, grip)}</div>
                {isGroup(item) ? (
                  <>
                    <Ordered items={item.items ?? []} nameOf={words.nameOf} onMove={move}>
                      {(each, at) => (
                        <Movable
                          key={each.id}
                          id={each.id}
                          name={words.nameOf(each)}
                          index={at}
                          count={item.items?.length ?? 0}
                          axis="y"
                          onMove={(to) => move(each.id, to)}
                          className="nav-design-item"
                        >
                          {(inner) => name(each, inner)}
                        </Movable>
                      )}
                    </Ordered>
                    {item.items?.length === 0 ? (
                      <p className="small quiet nav-design-empty">{t('emptyGroup')}</p>
                    ) : null}
                    <Button
                      size="sm"
                      variant="subtle"
                      leftSection={<IconPlus size={14} stroke={1.5} />}
                      onClick={() => add(item.id)}
                    >
                      {t('addItem', { group: words.nameOf(item) })}
                    </Button>
                  </>
                ) : null}
              </>
            )}
          </Movable>
        )}
      </Ordered>
      <Button
        size="sm"
        variant="subtle"
        className="rule-add"
        leftSection={<IconPlus size={14} stroke={1.5} />}
        onClick={() => add(undefined)}
      >
        {t('addOutside')}
      </Button>
    </div>
  )
}

/** One list whose members change places among each other. */
function Ordered({
  items,
  nameOf,
  onMove,
  children,
}: {
  readonly items: readonly NavigationItem[]
  readonly nameOf: (item: NavigationItem) => string
  readonly onMove: (id: string, index: number) => void
  readonly children: (item: NavigationItem, index: number) => ReactNode
}) {
  const sensors = useDragSensors()
  const accessibility = useDragWords({
    nameOf: (id) => {
      const item = items.find((each) => each.id === id)
      return item ? nameOf(item) : ''
    },
  })
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={accessibility}
      onDragEnd={({ active, over }) => {
        if (!over || active.id === over.id) return
        const index = items.findIndex((each) => each.id === over.id)
        onMove(String(active.id), index)
      }}
    >
      <SortableContext items={items.map((each) => each.id)} strategy={verticalListSortingStrategy}>
        {items.map((item, index) => children(item, index))}
      </SortableContext>
    </DndContext>
  )
}
