import { useDroppable } from '@dnd-kit/core'
import { IconLock } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { BoardCard } from './BoardCard.tsx'
import type { BoardLanesProps, LaneView } from './BoardLanes.tsx'

export type LaneProps<Card> = {
  readonly lane: LaneView<Card>
  readonly board: BoardLanesProps<Card>
  readonly dragged: Card | null
}

/** From here on only the cards in sight are drawn. */
const many = 60

/** One lane; a thin line shows where the card will land, a dimmed lane says why it does not take it. */
export function Lane<Card>({ lane, board, dragged }: LaneProps<Card>) {
  const t = useTexts(kitTexts)
  const { setNodeRef, isOver } = useDroppable({ id: lane.key })
  const scroller = useRef<HTMLDivElement>(null)
  const answer = dragged === null ? undefined : board.answers?.[lane.key]
  const closed = answer?.accepts === false && answer.reason !== undefined
  const own = dragged !== null && lane.cards.some((card) => board.cardId(card) === board.cardId(dragged))
  const card = (each: Card) => <BoardCard key={board.cardId(each)} card={each} lane={lane.key} board={board} />
  const place = lane.left ? Math.min(lane.left.at, lane.cards.length) : 0
  const left = lane.left ? (
    <div className="card is-left">
      <b>{lane.left.title}</b>
      <div>{lane.left.text}</div>
    </div>
  ) : null
  return (
    <section
      ref={setNodeRef}
      aria-label={lane.label}
      className={`lane${closed ? ' is-closed' : ''}${isOver && !own ? ' is-over' : ''}`}
    >
      {lane.head ? <header className="lane-head">{lane.head}</header> : null}
      {closed ? (
        <p className="lane-why">
          <IconLock size={14} aria-hidden="true" />
          {answer.reason ?? t('laneClosed')}
        </p>
      ) : null}
      <div ref={scroller} className="lane-cards">
        {isOver && !own ? <div className="landing" /> : null}
        {lane.cards.length > many ? (
          <ManyCards
            cards={lane.cards}
            scroller={scroller}
            cardId={board.cardId}
            render={(each) => <BoardCard card={each} lane={lane.key} board={board} />}
          />
        ) : (
          <>
            {lane.cards.slice(0, place).map(card)}
            {left}
            {lane.cards.slice(place).map(card)}
          </>
        )}
        {lane.hasMore ? (
          <button type="button" className="lane-more" onClick={() => board.onMore?.(lane.key)}>
            {t('loadMore')}
          </button>
        ) : null}
      </div>
      {board.laneFoot ? <footer className="lane-foot">{board.laneFoot(lane.key)}</footer> : null}
    </section>
  )
}

type ManyCardsProps<Card> = {
  readonly cards: readonly Card[]
  readonly scroller: React.RefObject<HTMLDivElement | null>
  readonly cardId: (card: Card) => string
  readonly render: (card: Card) => ReactNode
}

/** The cards of a long lane: those in sight and a few around them, each as high as it is. */
function ManyCards<Card>({ cards, scroller, cardId, render }: ManyCardsProps<Card>) {
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 118,
    overscan: 8,
    gap: 6,
    getItemKey: (index) => {
      const each = cards[index]
      return each === undefined ? index : cardId(each)
    },
  })
  return (
    <div className="lane-many" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const each = cards[item.index]
        return each === undefined ? null : (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {render(each)}
          </div>
        )
      })}
    </div>
  )
}
