import {
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { useDragWords } from '../sortable/drag-words.ts'
import type { CardActions } from './BoardCard.tsx'
import { type BoardLanesProps, type BoardPlace, placeId, placeOf, placesOf } from './board-types.ts'
import { CardMenu } from './CardMenu.tsx'
import { drawnCard } from './focus-cards.ts'
import { Lane } from './Lane.tsx'
import { Swimlanes } from './Swimlanes.tsx'
import './board.css'

type Drag<Card> = { readonly cards: readonly Card[]; readonly card: Card; readonly from: BoardPlace }
type OpenMenu<Card> = { readonly card: Card; readonly place: BoardPlace; readonly anchor: HTMLElement }
type Coordinates = NonNullable<ConstructorParameters<typeof KeyboardSensor>[0]['options']['coordinateGetter']>

// A pointer is where it is; a keyboard drag has no pointer and goes by distance.
const detect: CollisionDetection = (args) => {
  const under = pointerWithin(args)
  return under.length > 0 ? under : args.pointerCoordinates === null ? closestCenter(args) : []
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/**
 * Lanes of cards, cut into swimlanes where there are any. A card moves by drag, by the menu that its button or `m` opens, or by `[`
 * and `]`; Enter opens it, `x` selects it, arrow keys, `j` and `k` go from card to card. Selected cards move together.
 * The caller decides what a move means and may leave the cards where they were.
 */
export function BoardLanes<Card>(props: BoardLanesProps<Card>) {
  const t = useTexts(kitTexts)
  const { lanes, rows, selected } = props
  const [drag, setDrag] = useState<Drag<Card> | null>(null)
  const [menu, setMenu] = useState<OpenMenu<Card> | null>(null)
  // The card that a key has moved: the focus follows it to where it is drawn next.
  const following = useRef<string | null>(null)
  const last = useRef<string | null>(null)
  const places = placesOf(props)
  const findCard = (id: string) => {
    for (const { place, cards } of places) {
      const card = cards.find((each) => props.cardId(each) === id)
      if (card !== undefined) return { card, place }
    }
    return null
  }
  const together = (card: Card): readonly Card[] => {
    if (!selected?.has(props.cardId(card))) return [card]
    return places.flatMap(({ cards }) => cards).filter((each) => selected.has(props.cardId(each)))
  }
  const now = useRef({ props, together, places })
  now.current = { props, together, places }
  useEffect(() => {
    const id = following.current
    if (id === null || (document.activeElement !== document.body && document.activeElement !== null)) return
    drawnCard(id)?.focus()
  })
  const actions: CardActions<Card> = useMemo(
    () => ({
      openMenu: (card, place, anchor) => {
        now.current.props.onConsider?.(now.current.together(card))
        setMenu({ card, place, anchor })
      },
      step: (card, place, by) => {
        const { props: board } = now.current
        const to = board.lanes[board.lanes.findIndex((lane) => lane.key === place.lane) + by]
        if (!to || !board.onMove) return
        following.current = board.cardId(card)
        board.onMove(now.current.together(card), { ...place, lane: to.key })
      },
      toggle: (card, place, range) => {
        const { props: board, places: all } = now.current
        const id = board.cardId(card)
        const ids = (all.find((each) => placeId(each.place) === placeId(place))?.cards ?? []).map(board.cardId)
        const next = new Set(board.selected)
        const from = ids.indexOf(last.current ?? '')
        if (range && from >= 0) {
          const [low, high] = [Math.min(from, ids.indexOf(id)), Math.max(from, ids.indexOf(id))]
          for (const each of ids.slice(low, high + 1)) next.add(each)
        } else if (!next.delete(id)) next.add(id)
        last.current = id
        board.onSelect?.(next)
      },
    }),
    [],
  )
  const coordinates: Coordinates = (event, { currentCoordinates, context }) => {
    const step = steps[event.code]
    if (!step) return undefined
    event.preventDefault()
    const here = placeOf(String(context.over?.id ?? (drag ? placeId(drag.from) : '')))
    const go = (keys: readonly string[], key: string | undefined, by: number) =>
      keys[Math.max(0, Math.min(keys.length - 1, keys.indexOf(key ?? '') + by))]
    const lane = go(
      lanes.map((each) => each.key),
      here.lane,
      step[0],
    )
    const row = rows
      ? go(
          rows.filter((each) => !each.folded).map((each) => each.key),
          here.row,
          step[1],
        )
      : undefined
    const rect = lane === undefined ? undefined : context.droppableRects.get(placeId({ lane, row }))
    return rect ? { x: rect.left + 8, y: rect.top + (rows ? 8 : 64) } : currentCoordinates
  }
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    // A finger scrolls and swipes; only one that rests on a card takes it up.
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: coordinates,
      // Enter opens a card; only Space takes it up.
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  )
  const accessibility = useDragWords({
    help: t('dragHelp'),
    nameOf: (id) => {
      const found = findCard(id)
      return found ? props.cardName(found.card) : ''
    },
    placeOf: (id) => {
      const { lane, row } = placeOf(id)
      const name = lanes.find((each) => each.key === lane)?.label
      const within = rows?.find((each) => each.key === row)?.label
      return name !== undefined && within !== undefined ? t('laneInRow', { lane: name, row: within }) : name
    },
  })
  const onDragStart = ({ active }: DragStartEvent) => {
    const found = findCard(String(active.id))
    if (!found) return
    const cards = together(found.card)
    setDrag({ cards, card: found.card, from: found.place })
    props.onConsider?.(cards)
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDrag(null)
    if (!drag || !over || String(over.id) === placeId(drag.from)) return
    following.current = String(active.id)
    props.onMove?.(drag.cards, placeOf(String(over.id)))
  }
  const shown = props.only === undefined ? lanes : lanes.filter((lane) => lane.key === props.only)
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={detect}
      accessibility={accessibility}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragCancel={() => setDrag(null)}
    >
      {rows ? (
        <Swimlanes rows={rows} board={props} actions={actions} from={drag?.from ?? null} />
      ) : (
        <div className={props.only === undefined ? 'board' : 'board is-single'}>
          {shown.map((lane) => (
            <Lane key={lane.key} lane={lane} board={props} actions={actions} from={drag?.from ?? null} />
          ))}
        </div>
      )}
      <DragOverlay dropAnimation={null}>
        {drag ? (
          <div className={`card is-lifted${drag.cards.length > 1 ? ' is-stack' : ''}`}>
            {props.renderCard(drag.card)}
            {drag.cards.length > 1 ? <span className="card-count">{drag.cards.length}</span> : null}
          </div>
        ) : null}
      </DragOverlay>
      {menu ? (
        <CardMenu
          {...menu}
          board={props}
          onMove={(to) => {
            following.current = props.cardId(menu.card)
            props.onMove?.(together(menu.card), to)
          }}
          onToggle={() => actions.toggle(menu.card, menu.place, false)}
          onClose={() => setMenu(null)}
        />
      ) : null}
    </DndContext>
  )
}
