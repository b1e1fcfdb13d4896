import { useDroppable } from '@dnd-kit/core'
import { IconLock } from '@tabler/icons-react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { BoardCard } from './BoardCard.tsx'
import type { BoardLanesProps, LaneView } from './BoardLanes.tsx'

export type LaneProps<Card> = {
  readonly lane: LaneView<Card>
  readonly board: BoardLanesProps<Card>
  readonly dragged: Card | null
}

/** One lane; a thin line shows where the card will land, a dimmed lane says why it does not take it. */
export function Lane<Card>({ lane, board, dragged }: LaneProps<Card>) {
  const t = useTexts(kitTexts)
  const { setNodeRef, isOver } = useDroppable({ id: lane.key })
  const answer = dragged === null ? undefined : board.answers?.[lane.key]
  const closed = answer?.accepts === false && answer.reason !== undefined
  const own = dragged !== null && lane.cards.some((card) => board.cardId(card) === board.cardId(dragged))
  return (
    <section
      ref={setNodeRef}
      aria-label={lane.label}
      className={`lane${closed ? ' is-closed' : ''}${isOver && !own ? ' is-over' : ''}`}
    >
      <header className="lane-head">{lane.head}</header>
      {closed ? (
        <p className="lane-why">
          <IconLock size={14} aria-hidden="true" />
          {answer.reason ?? t('laneClosed')}
        </p>
      ) : null}
      <div className="lane-cards">
        {isOver && !own ? <div className="landing" /> : null}
        {lane.cards.map((card) => (
          <BoardCard key={board.cardId(card)} card={card} lane={lane.key} board={board} />
        ))}
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
