import {
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { type ReactNode, useState } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { useDragWords } from '../sortable/drag-words.ts'
import { Lane } from './Lane.tsx'

export type LaneView<Card> = {
  readonly key: string
  /** The lane's name in words, for menus and for people who listen. */
  readonly label: string
  readonly head: ReactNode
  readonly cards: readonly Card[]
  /** The place that a card has left while it waits in another lane: after how many cards, and what to say there. */
  readonly left?: { readonly at: number; readonly title: string; readonly text: string } | undefined
  readonly hasMore?: boolean | undefined
}

/** Whether a lane takes the card that is being dragged; a reason dims it. */
export type LaneAnswer = { readonly accepts: boolean; readonly reason?: string | undefined }

export type BoardLanesProps<Card> = {
  readonly lanes: readonly LaneView<Card>[]
  readonly cardId: (card: Card) => string
  readonly cardName: (card: Card) => string
  readonly renderCard: (card: Card) => ReactNode
  readonly onOpen: (card: Card) => void
  readonly onMove: (card: Card, lane: string) => void
  /** Known answers for the card being dragged or whose menu is open, by lane; what is unknown is accepted. */
  readonly answers?: Readonly<Record<string, LaneAnswer>> | undefined
  /** A card is about to move: the time to ask for `answers`. */
  readonly onConsider?: ((card: Card) => void) | undefined
  readonly onMore?: ((lane: string) => void) | undefined
  readonly laneFoot?: ((lane: string) => ReactNode) | undefined
  /** On a phone one lane is shown at a time: its key. */
  readonly only?: string | undefined
  /** The card that waits in a lane for what is missing. */
  readonly waiting?: string | undefined
}

// A pointer is where it is; a keyboard drag has no pointer and goes by distance.
const detect: CollisionDetection = (args) => {
  const under = pointerWithin(args)
  return under.length > 0 ? under : closestCenter(args)
}

/**
 * Lanes of cards. A card moves by drag, by its "Move to…" menu, or by `[` and `]` while it has the focus; Enter opens it,
 * the arrow keys go from card to card. The caller decides what a move means and may leave the card where it was.
 */
export function BoardLanes<Card>(props: BoardLanesProps<Card>) {
  const t = useTexts(kitTexts)
  const [dragged, setDragged] = useState<Card | null>(null)
  const keyboardCoordinates: NonNullable<
    ConstructorParameters<typeof KeyboardSensor>[0]['options']['coordinateGetter']
  > = (event, { currentCoordinates, context }) => {
    const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0
    if (step === 0) return undefined
    event.preventDefault()
    const keys = props.lanes.map((lane) => lane.key)
    const over = String(context.over?.id ?? laneOf(props, dragged) ?? keys[0])
    const rect = context.droppableRects.get(
      keys[Math.max(0, Math.min(keys.length - 1, keys.indexOf(over) + step))] ?? over,
    )
    return rect ? { x: rect.left + 8, y: rect.top + 64 } : currentCoordinates
  }
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: keyboardCoordinates,
      // Enter opens a card; only Space takes it up.
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  )
  const byId = (id: string) =>
    props.lanes.flatMap((lane) => lane.cards).find((card) => props.cardId(card) === id) ?? null
  const titleOf = (id: string) => {
    const card = byId(id)
    return card === null ? '' : props.cardName(card)
  }
  const accessibility = useDragWords({
    help: t('dragHelp'),
    nameOf: titleOf,
    placeOf: (id) => props.lanes.find((lane) => lane.key === id)?.label,
  })
  const onDragStart = ({ active }: DragStartEvent) => {
    const card = byId(String(active.id))
    setDragged(card)
    if (card) props.onConsider?.(card)
  }
  const onDragEnd = ({ over }: DragEndEvent) => {
    const card = dragged
    setDragged(null)
    if (!card || !over || String(over.id) === laneOf(props, card)) return
    props.onMove(card, String(over.id))
  }
  const shown = props.only === undefined ? props.lanes : props.lanes.filter((lane) => lane.key === props.only)
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={detect}
      accessibility={accessibility}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragCancel={() => setDragged(null)}
    >
      <div className={props.only === undefined ? 'board' : 'board is-single'}>
        {shown.map((lane) => (
          <Lane key={lane.key} lane={lane} board={props} dragged={dragged} />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged ? <div className="card is-lifted">{props.renderCard(dragged)}</div> : null}
      </DragOverlay>
    </DndContext>
  )
}

/** The key of the lane that a card lies in. */
export function laneOf<Card>(board: BoardLanesProps<Card>, card: Card | null): string | undefined {
  if (card === null) return undefined
  const id = board.cardId(card)
  return board.lanes.find((lane) => lane.cards.some((each) => board.cardId(each) === id))?.key
}
